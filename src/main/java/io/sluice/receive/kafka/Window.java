package io.sluice.receive.kafka;

/**
 * How much one reader has under way: records taken and not yet committed. When it is full the partitions are paused, so
 * that a slow ledger slows the reading down and nothing piles up here. Safe for use by many threads.
 */
final class Window {

    private static final long BYTES = 32L << 20;

    private final int records;
    private int count;
    private long bytes;
    private Runnable room = () -> {};

    Window(int records) {
        this.records = records;
    }

    /** @param wake called when there is room again after it had been full; must not block */
    synchronized void onRoom(Runnable wake) {
        room = wake;
    }

    /** As much as one poll may bring, so that the window is never exceeded. */
    int poll() {
        return Math.max(1, records / 2);
    }

    synchronized boolean full() {
        return count + poll() > records || bytes > BYTES;
    }

    synchronized void enter(int size) {
        count++;
        bytes += size;
    }

    synchronized void leave(int size) {
        boolean before = full();
        count--;
        bytes -= size;
        if (before && !full()) {
            room.run();
        }
    }
}
