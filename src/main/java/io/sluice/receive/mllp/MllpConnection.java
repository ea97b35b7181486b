package io.sluice.receive.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.sluice.format.hl7.MllpFrame;
import io.sluice.ledger.Origin;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Taken;
import io.sluice.receive.Unexpected;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * One connection. All of it runs on its event loop; only verdicts and room in the budget are told from elsewhere.
 *
 * <pre>
 *  READING ◄────────────► PAUSED     too many messages or bytes in flight, the sender does not read its answers, or it
 *     │                                 sends more than it may
 *     │ too large, too slow, idle, end of input
 *     ▼
 *  CLOSING                           nothing more is taken; what was taken is answered
 *     │ all answered
 *     ▼
 *  closed
 * </pre>
 */
final class MllpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = Logger.getLogger(MllpConnection.class);

    /** How long a refused sender may go on sending, so that it reads the refusal and not a reset. */
    private static final long LINGER_SECONDS = 2;

    /** Tells a connection that its listener closes. */
    static final Object STOP = new Object();

    /** Each connection is a stream of its own: what it sends is stored in its order. */
    private static final AtomicInteger STREAMS = new AtomicInteger();

    private final Envelope envelope = Envelope.of(Origin.ofStream(STREAMS.getAndIncrement()));
    private final MllpDoor door;
    private final FrameClock clock;
    private final FrameDeadline deadline;
    private final ConnectionBudget budget;
    private final FrameReader frames;
    private final ReplyQueue replies = new ReplyQueue(this::verdictGiven);
    private final SenderTurn turn;
    private final AtomicBoolean turnScheduled = new AtomicBoolean();

    private ChannelHandlerContext context;
    private AnswerBuffer answers;
    private String peer;
    private boolean closing;
    private boolean lingering;
    private boolean finished;

    MllpConnection(MllpDoor door) {
        this.door = door;
        this.turn = new SenderTurn(door);
        String name = door.listener().name();
        this.clock = new FrameClock(door.listener().frameDeadline().toNanos());
        this.deadline = new FrameDeadline(clock, this::tooSlow);
        this.budget = new ConnectionBudget(door.budget(), () -> onLoop(this::roomAgain));
        this.frames = new FrameReader(
                door.listener().frameLimit(),
                clock,
                budget,
                count -> door.meter().garbage(name, count));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        answers = new AnswerBuffer(ctx, door.acks());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    // ---- reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!closing) {
                frames.read(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        turn();
    }

    /** Takes what is decoded, answers what is decided, and reads on, as far as the limits allow. */
    private void turn() {
        do {
            while (!closing && !frames.isEmpty() && !full() && mayTake()) {
                take(frames.next());
            }
            turnScheduled.set(false);
            budget.released(replies.drain(answers::add));
            answers.send();
        } while (!closing && !frames.isEmpty() && !full() && !turn.waits());
        if (!context.channel().isActive()) {
            return;
        }
        if (closing) {
            finish();
        } else if (frames.isEmpty() && !full() && context.channel().isWritable() && budget.mayRead()) {
            clock.resume(System.nanoTime());
            deadline.arm(context.executor());
            context.read();
        } else {
            clock.pause(System.nanoTime());
        }
    }

    private boolean full() {
        return replies.size() >= door.limits().messagesInFlight();
    }

    private boolean mayTake() {
        return turn.mayTake(
                after -> context.executor().schedule(this::turnHasCome, after.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void turnHasCome() {
        turn.come();
        turn();
    }

    private void take(MllpFrame frame) {
        switch (frame) {
            case MllpFrame.Complete complete ->
                replies.add(
                        turn.underWay(door.intake().take(inbound(complete.bytes()))), complete.bytes().length, false);
            case MllpFrame.Broken broken -> refuse(broken.bytes(), ReceiveProblem.FRAME_BROKEN, true);
            case MllpFrame.TooLarge large -> {
                refuse(large.beginning(), ReceiveProblem.FRAME_TOO_LARGE, false);
                lingering = true;
                close();
            }
            case MllpFrame.Garbage skipped -> throw new IllegalStateException("garbage is counted, not taken");
        }
    }

    private void refuse(byte[] bytes, ReceiveProblem rule, boolean silent) {
        Taken taken = turn.underWay(door.intake().refuse(inbound(bytes), rule));
        // Without a header there is no MSA-2, and the answer would be taken for another message's.
        replies.add(taken, bytes.length, silent || taken.header() == null);
    }

    private Inbound inbound(byte[] bytes) {
        if (peer == null) {
            peer = Peers.name(context.channel()); // not before a message: with TLS the name comes with the handshake
        }
        return new Inbound(door.listener(), peer, door.clock().instant(), bytes, envelope);
    }

    /** By any thread: one turn for all the verdicts of one commit. */
    private void verdictGiven() {
        if (turnScheduled.compareAndSet(false, true)) {
            onLoop(this::turn);
        }
    }

    private void roomAgain() {
        budget.woken();
        turn();
    }

    private void onLoop(Runnable task) {
        try {
            context.executor().execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.debugf(
                    "listener %s has stopped; a sender without an answer will repeat",
                    door.listener().name());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        turn();
    }

    // ---- ending

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event == STOP) {
            end(ReceiveProblem.FRAME_INCOMPLETE);
        } else if (event instanceof IdleStateEvent && replies.isEmpty() && !budget.waiting() && !turn.waits()) {
            LOG.debugf(
                    "an idle connection of listener %s is closed",
                    door.listener().name());
            end(ReceiveProblem.FRAME_INCOMPLETE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(ReceiveProblem.FRAME_INCOMPLETE);
    }

    private void tooSlow() {
        end(ReceiveProblem.FRAME_TOO_SLOW);
    }

    /** @param unfinished the rule that a frame breaks which will have no end; what there is of it is kept */
    private void end(ReceiveProblem unfinished) {
        byte[] rest = closing ? new byte[0] : frames.rest();
        if (rest.length > 0) {
            refuse(rest, unfinished, true);
        }
        close();
        turn();
    }

    private void close() {
        closing = true;
        frames.drop();
    }

    /** Closes when nobody waits for an answer any more; until then what still comes is discarded. */
    private void finish() {
        if (!replies.answerPending() && !finished) {
            finished = true;
            if (lingering) {
                Peers.endOutput(context.channel());
                context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
            } else {
                context.close();
                return;
            }
        }
        context.read();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        String name = door.listener().name();
        if (cause instanceof IOException) {
            LOG.debugf("a connection of listener %s was reset", name);
        } else {
            String what = Unexpected.describe(cause);
            LOG.errorf("%s: a connection of listener %s is closed: %s", ReceiveProblem.FAILED.code(), name, what);
        }
        ctx.close();
    }
}
