package io.sluice.send;

import io.netty.buffer.Unpooled;
import io.sluice.format.hl7.MllpDecoder;
import io.sluice.format.hl7.MllpFrame;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One connection to an MLLP receiver, with one message under way at most. Everything happens on one event loop.
 *
 * <p>A reply belongs to the message under way or to nothing. Where that is not certain (the time is up, an
 * acknowledgement names another message, bytes come unasked) the connection is closed, so that no later message meets a
 * late reply.
 */
final class MllpLine {

    private final NetSocket socket;
    private final Vertx vertx;
    private final MllpDecoder decoder = new MllpDecoder(SendOutcome.MAX_RESPONSE);
    private boolean open = true;
    private long idleSince = System.nanoTime();
    private CompletableFuture<SendOutcome> underWay;
    private Function<byte[], SendOutcome> judge;
    private long deadline;

    MllpLine(NetSocket socket, Vertx vertx) {
        this.socket = socket;
        this.vertx = vertx;
        socket.handler(this::received);
        socket.exceptionHandler(broken -> close(SendProblem.CONNECTION_LOST));
        socket.closeHandler(closed -> close(SendProblem.CONNECTION_LOST));
    }

    /** Open, and not idle for so long that something between may have dropped it silently. */
    boolean usable(Duration longestIdle) {
        return open && System.nanoTime() - idleSince < longestIdle.toNanos();
    }

    /** @param replyJudge what a reply says; {@link SendOutcome.Unanswered} when it is not one to this message */
    CompletableFuture<SendOutcome> exchange(byte[] frame, Duration timeout, Function<byte[], SendOutcome> replyJudge) {
        underWay = new CompletableFuture<>();
        judge = replyJudge;
        deadline = vertx.setTimer(Math.max(1, timeout.toMillis()), id -> close(SendProblem.UNANSWERED));
        CompletableFuture<SendOutcome> outcome = underWay;
        // Wrapped: a copy of a large frame would double what it costs.
        socket.write(Buffer.buffer(Unpooled.wrappedBuffer(frame)))
                .onFailure(lost -> close(SendProblem.CONNECTION_LOST));
        return outcome;
    }

    /** @param why what an exchange under way comes to */
    void close(SendProblem why) {
        if (!open) {
            return;
        }
        open = false;
        socket.close();
        finish(new SendOutcome.Unanswered(why, null));
    }

    private void received(Buffer bytes) {
        decoder.feed(bytes.getByteBuf().nioBuffer(), this::frame);
        if (open && underWay == null && decoder.insideFrame()) {
            close(SendProblem.REPLY_MISMATCH);
        }
    }

    private void frame(MllpFrame frame) {
        switch (frame) {
            case MllpFrame.Garbage lineEnds -> {} // some receivers write one after the end block
            case MllpFrame.Complete reply
            when underWay != null -> {
                SendOutcome outcome = judge.apply(reply.bytes());
                if (outcome instanceof SendOutcome.Unanswered unclear) {
                    close(unclear.problem());
                } else {
                    finish(outcome);
                }
            }
            case MllpFrame.Complete unasked -> close(SendProblem.REPLY_MISMATCH);
            case MllpFrame.Broken cut -> close(SendProblem.REPLY_UNREADABLE);
            case MllpFrame.TooLarge huge -> close(SendProblem.REPLY_UNREADABLE);
        }
    }

    private void finish(SendOutcome outcome) {
        if (underWay == null) {
            return;
        }
        vertx.cancelTimer(deadline);
        CompletableFuture<SendOutcome> ended = underWay;
        underWay = null;
        idleSince = System.nanoTime();
        ended.complete(outcome);
    }
}
