package io.sluice.format.hl7;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes a stream of bytes apart into MLLP frames, in pieces of any size. One per connection; not thread-safe. It never
 * holds more than the limit of one frame.
 *
 * <pre>
 *             VT                     FS CR: Complete
 *  OUTSIDE ──────► INSIDE ─────────────────────────────► OUTSIDE
 *                    │ VT: Broken, then INSIDE again
 *                    │ limit passed: TooLarge
 *                    ▼
 *                 SKIPPING ── FS CR ► OUTSIDE, VT ► INSIDE
 * </pre>
 */
public final class MllpDecoder {

    /** Of a frame that is too large this much is kept: any header fits. */
    private static final int BEGINNING = 4096;

    private enum State {
        OUTSIDE,
        INSIDE,
        SKIPPING
    }

    /** A large frame is held in blocks, so that growing never copies what is there already. */
    private static final int BLOCK = 256 * 1024;

    private final int limit;
    private final List<byte[]> blocks = new ArrayList<>(0);
    private byte[] held = new byte[0];
    private int length;
    private State state = State.OUTSIDE;
    private boolean endSeen;

    /** @param limit bytes of the largest message that is accepted, without its frame */
    public MllpDecoder(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be positive");
        }
        this.limit = limit;
    }

    /** Consumes all that remains in {@code input} and reports each frame, in order, on the calling thread. */
    public void feed(ByteBuffer input, Consumer<? super MllpFrame> frames) {
        if (input.hasArray()) {
            int from = input.arrayOffset() + input.position();
            scan(input.array(), from, from + input.remaining(), frames);
            input.position(input.limit());
        } else {
            byte[] copy = new byte[input.remaining()];
            input.get(copy);
            scan(copy, 0, copy.length, frames);
        }
    }

    /** Whether a frame has begun and not ended: the time that it may take is running. */
    public boolean insideFrame() {
        return state != State.OUTSIDE;
    }

    /**
     * A copy of what there is of the frame that has begun; empty when there is nothing, or it was too large already.
     */
    public byte[] rest() {
        return state == State.INSIDE ? whole() : new byte[0];
    }

    /** Bytes held for the frame that has begun. */
    public int held() {
        return length;
    }

    private void scan(byte[] bytes, int from, int to, Consumer<? super MllpFrame> frames) {
        int at = from;
        while (at < to) {
            at = switch (state) {
                case OUTSIDE -> outside(bytes, at, to, frames);
                case INSIDE, SKIPPING -> inside(bytes, at, to, frames);
            };
        }
    }

    private int outside(byte[] bytes, int from, int to, Consumer<? super MllpFrame> frames) {
        int start = from;
        while (start < to && bytes[start] != MllpFraming.START) {
            start++;
        }
        if (start > from) {
            frames.accept(new MllpFrame.Garbage(start - from));
        }
        if (start < to) {
            begin();
        }
        return start + 1;
    }

    private void begin() {
        state = State.INSIDE;
        blocks.clear();
        length = 0;
        endSeen = false;
    }

    private int inside(byte[] bytes, int from, int to, Consumer<? super MllpFrame> frames) {
        if (endSeen) { // FS was the last byte of the piece before
            endSeen = false;
            if (bytes[from] == MllpFraming.CARRIAGE_RETURN) {
                end(bytes, from, from, frames);
                return from + 1;
            }
            keep(new byte[] {MllpFraming.END}, 0, 1, frames);
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == MllpFraming.START) {
                keep(bytes, from, i, frames);
                if (state == State.INSIDE) {
                    frames.accept(new MllpFrame.Broken(whole()));
                }
                begin();
                return i + 1;
            }
            if (b == MllpFraming.END) {
                if (i + 1 == to) {
                    keep(bytes, from, i, frames);
                    endSeen = true;
                    return to;
                }
                if (bytes[i + 1] == MllpFraming.CARRIAGE_RETURN) {
                    end(bytes, from, i, frames);
                    return i + 2;
                }
            }
        }
        keep(bytes, from, to, frames);
        return to;
    }

    private void end(byte[] bytes, int from, int to, Consumer<? super MllpFrame> frames) {
        if (state == State.INSIDE && length == 0 && to - from <= limit) {
            frames.accept(new MllpFrame.Complete(Arrays.copyOfRange(bytes, from, to)));
        } else {
            keep(bytes, from, to, frames);
            if (state == State.INSIDE) {
                frames.accept(new MllpFrame.Complete(whole()));
            }
        }
        state = State.OUTSIDE;
        release();
    }

    private void keep(byte[] bytes, int from, int to, Consumer<? super MllpFrame> frames) {
        if (state == State.SKIPPING || from == to) {
            return;
        }
        int room = Math.min(to - from, limit - length);
        for (int done = 0; done < room; ) {
            done += keepSome(bytes, from + done, room - done);
        }
        if (room < to - from) {
            frames.accept(new MllpFrame.TooLarge(beginning()));
            state = State.SKIPPING;
            release();
        }
    }

    /** As many as the block has room for; a full block is put away. */
    private int keepSome(byte[] bytes, int from, int count) {
        int used = length - blocks.size() * BLOCK;
        int room = Math.min(count, BLOCK - used);
        if (used + room > held.length) {
            int most = Math.min(BLOCK, limit - blocks.size() * BLOCK);
            held = Arrays.copyOf(held, Math.max(used + room, Math.min(most, Math.max(1024, held.length * 2))));
        }
        System.arraycopy(bytes, from, held, used, room);
        length += room;
        if (used + room == BLOCK) {
            blocks.add(held);
            held = new byte[0];
        }
        return room;
    }

    private byte[] whole() {
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] block : blocks) {
            System.arraycopy(block, 0, whole, at, BLOCK);
            at += BLOCK;
        }
        System.arraycopy(held, 0, whole, at, length - at);
        return whole;
    }

    private byte[] beginning() {
        return Arrays.copyOf(blocks.isEmpty() ? held : blocks.getFirst(), Math.min(length, BEGINNING));
    }

    /** A connection that once had a large message does not hold its buffer while idle. */
    private void release() {
        length = 0;
        blocks.clear();
        if (held.length > 64 * 1024) {
            held = new byte[0];
        }
    }
}
