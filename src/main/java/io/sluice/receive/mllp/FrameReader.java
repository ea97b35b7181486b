package io.sluice.receive.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import io.sluice.format.hl7.MllpDecoder;
import io.sluice.format.hl7.MllpFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.IntConsumer;

/**
 * Takes the bytes of one connection apart into frames, charges them to its budget and keeps the time of the frame that
 * is under way. Used by the connection's event loop only.
 */
final class FrameReader {

    /** A line end after a frame is common and harmless; more bytes outside of frames are on the clock like a frame. */
    private static final int HARMLESS_GARBAGE = 2;

    private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[64 * 1024];
        }
    };

    private final MllpDecoder decoder;
    private final FrameClock clock;
    private final ConnectionBudget budget;
    private final IntConsumer skipped;
    private final ArrayDeque<MllpFrame> frames = new ArrayDeque<>();
    private int garbage;

    /** @param skipped told how many bytes stood outside of any frame */
    FrameReader(int frameLimit, FrameClock clock, ConnectionBudget budget, IntConsumer skipped) {
        this.decoder = new MllpDecoder(frameLimit);
        this.clock = clock;
        this.budget = budget;
        this.skipped = skipped;
    }

    void read(ByteBuf bytes) {
        byte[] scratch = SCRATCH.get();
        while (bytes.isReadable()) {
            int length = Math.min(scratch.length, bytes.readableBytes());
            bytes.readBytes(scratch, 0, length);
            decoder.feed(ByteBuffer.wrap(scratch, 0, length), this::frame);
        }
        budget.unfinished(decoder.held());
        if (decoder.insideFrame() || garbage > HARMLESS_GARBAGE) {
            clock.begin(System.nanoTime());
        }
    }

    private void frame(MllpFrame frame) {
        if (frame instanceof MllpFrame.Garbage found) {
            garbage += found.count();
            skipped.accept(found.count());
            return;
        }
        garbage = 0;
        clock.end(); // the next one has its own time
        budget.whole(size(frame));
        frames.add(frame);
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** The next frame, null when there is none. Its bytes stay charged until they are released. */
    MllpFrame next() {
        return frames.poll();
    }

    /** A copy of what there is of the frame that is under way, charged like a whole one; empty when there is none. */
    byte[] rest() {
        byte[] rest = decoder.rest();
        if (rest.length > 0) {
            budget.whole(rest.length);
        }
        return rest;
    }

    /** Nothing of what is here will be taken any more. */
    void drop() {
        for (MllpFrame frame : frames) {
            budget.released(size(frame));
        }
        frames.clear();
        budget.unfinished(0);
    }

    private static int size(MllpFrame frame) {
        return switch (frame) {
            case MllpFrame.Complete complete -> complete.bytes().length;
            case MllpFrame.Broken broken -> broken.bytes().length;
            case MllpFrame.TooLarge large -> large.beginning().length;
            case MllpFrame.Garbage found -> 0;
        };
    }
}
