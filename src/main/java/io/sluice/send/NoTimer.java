package io.sluice.send;

import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import java.util.concurrent.Executor;

/**
 * SmallRye's circuit breaker asks for a timer to become half-open by itself. Ours becomes half-open when the next
 * delivery is claimed, by the clock that it was given, so that nothing runs while there is nothing to send.
 */
final class NoTimer implements Timer {

    private static final TimerTask NEVER = new TimerTask() {
        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean cancel() {
            return true;
        }
    };

    @Override
    public int getId() {
        return 0;
    }

    @Override
    public TimerTask schedule(long delayInMillis, Runnable task) {
        return NEVER;
    }

    @Override
    public TimerTask schedule(long delayInMillis, Runnable task, Executor executor) {
        return NEVER;
    }

    @Override
    public int countScheduledTasks() {
        return 0;
    }

    @Override
    public void shutdown() {}
}
