package io.sluice.receive.mllp;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of messages all connections may hold together, from the first byte read to the acknowledgement. Thread
 * safe. Bytes are counted after they were read, so it may be exceeded by one read of each connection, no more: whoever
 * finds it exceeded stops reading and waits for room.
 *
 * <p>When half-read messages alone fill the budget nobody could finish: one connection at a time may go on beyond it,
 * by at most one message.
 */
final class ByteBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicBoolean overdraftTaken = new AtomicBoolean();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    long used() {
        return used.get();
    }

    void add(long bytes) {
        used.addAndGet(bytes);
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
        if (!exceeded()) {
            wakeAll();
        }
    }

    boolean exceeded() {
        return used.get() >= limit;
    }

    /** Whether the caller may go on in spite of the limit, to finish the message that it is in the middle of. */
    boolean takeOverdraft() {
        return overdraftTaken.compareAndSet(false, true);
    }

    void returnOverdraft() {
        overdraftTaken.set(false);
        wakeAll();
    }

    /** Calls back once, on any thread, when there may be room again. Must not block. */
    void whenRoom(Runnable wake) {
        waiting.add(wake);
        if (!exceeded()) {
            wakeAll(); // the room came between the caller's look and this call
        }
    }

    private void wakeAll() {
        // Only those that wait now: whoever still finds no room waits again, behind them.
        for (int left = waiting.size(); left > 0; left--) {
            Runnable wake = waiting.poll();
            if (wake == null) {
                return;
            }
            wake.run();
        }
    }
}
