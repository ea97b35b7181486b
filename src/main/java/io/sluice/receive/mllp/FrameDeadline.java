package io.sluice.receive.mllp;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timer over a {@link FrameClock}. One timer stays armed while frames come and go, because arming and cancelling
 * one for each message would cost more than the message.
 */
final class FrameDeadline {

    private final FrameClock clock;
    private final Runnable over;
    private boolean armed;

    /** @param over called on the event loop when a frame has taken too long */
    FrameDeadline(FrameClock clock, Runnable over) {
        this.clock = clock;
        this.over = over;
    }

    /** Call on the event loop whenever reading goes on. */
    void arm(EventExecutor loop) {
        if (clock.running() && !armed) {
            armed = true;
            long left = Math.max(1, clock.left(System.nanoTime()));
            loop.schedule(() -> look(loop), left, TimeUnit.NANOSECONDS);
        }
    }

    private void look(EventExecutor loop) {
        armed = false;
        if (clock.running() && clock.left(System.nanoTime()) <= 0) {
            over.run();
        } else {
            arm(loop); // it was another frame that the timer was armed for
        }
    }
}
