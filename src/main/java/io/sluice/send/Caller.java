package io.sluice.send;

import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult.NewDelivery;
import java.time.Duration;
import java.util.Set;

/** Makes calls: deliveries whose reply a run waits for. */
@FunctionalInterface
public interface Caller {

    /**
     * Blocks until there is a reply, so it is for threads that may wait.
     *
     * @throws CallFailed when there is none
     * @throws InterruptedException the engine ends, or the lease of the run is lost: nothing is known of the call that
     *     the ledger does not know, and the run must have no end
     */
    Reply call(ReadyRun run, NewDelivery request, Conditions conditions) throws InterruptedException;

    /**
     * @param within the call, its retries and its waiting for a turn take no longer
     * @param answers statuses beside 2xx that are replies, such as 404
     */
    record Conditions(Duration within, Set<Integer> answers) {}

    /**
     * What the system has answered.
     *
     * @param status HTTP status
     */
    record Reply(int status, byte[] body) {}
}
