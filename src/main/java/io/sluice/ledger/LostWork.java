package io.sluice.ledger;

/**
 * What is to be made of work that a dying engine has left behind: the ledger knows when, others know tier and owner.
 * Must not block.
 */
public interface LostWork {

    /** How a run ends that was lost in three crashes. */
    RunResult.End.Dead crashed(String integration);

    /**
     * What a delivery comes to that was being sent, to an endpoint that is not idempotent, when the engine died: in
     * doubt, or tried again where a repetition finds out first what became of it.
     */
    DeliveryResult.Next interrupted(String integration, String endpoint);

    /** Holds the lane in every case, and names no owner. */
    LostWork STRICT = new LostWork() {
        @Override
        public RunResult.End.Dead crashed(String integration) {
            return new RunResult.End.Dead("run.crashed", "", "", "ENGINE", "", true);
        }

        @Override
        public DeliveryResult.Next interrupted(String integration, String endpoint) {
            return new DeliveryResult.Next.InDoubt("send.in-doubt", "TRANSPORT", "", true);
        }
    };
}
