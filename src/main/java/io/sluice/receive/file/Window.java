package io.sluice.receive.file;

/** How much of a file may be on its way into the ledger at once. One reader enters, many threads leave. */
final class Window {

    private final int mostRecords;
    private final long mostBytes;
    private int records;
    private long bytes;
    private boolean broken;

    Window(int mostRecords, long mostBytes) {
        this.mostRecords = mostRecords;
        this.mostBytes = mostBytes;
    }

    /** Waits for room; a record that is larger than all the room goes alone. False: one could not be stored. */
    synchronized boolean enter(int size) throws InterruptedException {
        while (!broken && records > 0 && (records >= mostRecords || bytes + size > mostBytes)) {
            wait();
        }
        records++;
        bytes += size;
        return !broken;
    }

    synchronized void leave(int size, boolean stored) {
        records--;
        bytes -= size;
        broken |= !stored;
        notifyAll();
    }

    /** Waits until nothing is on its way any more. True when all was stored. */
    synchronized boolean drained() throws InterruptedException {
        while (records > 0) {
            wait();
        }
        return !broken;
    }
}
