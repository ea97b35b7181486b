package io.sluice.receive.mllp;

/**
 * How long a sender has taken for the message that it is sending. The time in which the engine itself did not read does
 * not count. Times are in nanoseconds of any monotonic clock.
 */
final class FrameClock {

    private final long limit;
    private boolean running;
    private boolean paused;
    private long began;
    private long pausedAt;

    FrameClock(long limit) {
        this.limit = limit;
    }

    /** Bytes came that are not yet a whole frame. */
    void begin(long now) {
        if (!running) {
            running = true;
            began = now;
        }
    }

    /** Everything that came was whole. */
    void end() {
        running = false;
    }

    void pause(long now) {
        if (!paused) {
            paused = true;
            pausedAt = now;
        }
    }

    void resume(long now) {
        if (paused) {
            paused = false;
            began += now - pausedAt; // also right when a frame begins later: begin() sets it anew
        }
    }

    boolean running() {
        return running && !paused;
    }

    /** What is left; not positive: the time is over. */
    long left(long now) {
        return limit - (now - began);
    }
}
