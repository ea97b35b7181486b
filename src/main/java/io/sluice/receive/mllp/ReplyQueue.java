package io.sluice.receive.mllp;

import io.sluice.receive.Taken;
import io.sluice.receive.Verdict;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The messages of one connection that wait for their verdict. Verdicts may come in any order and from any thread; they
 * go out in the order of the messages, as MLLP has nothing but the order to match them by. Added and drained by one
 * thread.
 */
final class ReplyQueue {

    /**
     * One message.
     *
     * <p>{@code silent}: what the sender gets no answer to, because it does not know that it sent it (half a frame).
     */
    static final class Slot {

        private final Taken taken;
        private final int bytes;
        private final boolean silent;
        private volatile Verdict verdict;

        private Slot(Taken taken, int bytes, boolean silent) {
            this.taken = taken;
            this.bytes = bytes;
            this.silent = silent;
        }

        Taken taken() {
            return taken;
        }

        Verdict verdict() {
            return verdict;
        }

        boolean silent() {
            return silent;
        }
    }

    private final ArrayDeque<Slot> slots = new ArrayDeque<>();
    private final Runnable headDone;
    private int answersPending;

    /** @param headDone called by any thread when there may be something to drain */
    ReplyQueue(Runnable headDone) {
        this.headDone = headDone;
    }

    /** @param bytes that are held until its verdict */
    void add(Taken taken, int bytes, boolean silent) {
        Slot slot = new Slot(taken, bytes, silent);
        slots.add(slot);
        answersPending += silent ? 0 : 1;
        taken.verdict().thenAccept(verdict -> {
            slot.verdict = verdict;
            headDone.run();
        });
    }

    /** Hands out the leading ones that have their verdict; answers how many bytes they held. */
    long drain(Consumer<Slot> done) {
        long bytes = 0;
        for (Slot head = slots.peek(); head != null && head.verdict != null; head = slots.peek()) {
            slots.poll();
            bytes += head.bytes;
            answersPending -= head.silent ? 0 : 1;
            done.accept(head);
        }
        return bytes;
    }

    int size() {
        return slots.size();
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** Whether somebody waits for an answer. */
    boolean answerPending() {
        return answersPending > 0;
    }
}
