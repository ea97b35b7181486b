package io.sluice.receive;

/**
 * Counts what happens at the door. Labels are names of listeners and codes of problems, never anything of a message.
 * Called by event loops and by threads of the ledger: must not block.
 */
public interface ReceiveMeter {

    /** Counts nothing. */
    ReceiveMeter NONE = new ReceiveMeter() {
        @Override
        public void accepted(String listener, String integration, long nanos) {}

        @Override
        public void duplicate(String listener, String integration) {}

        @Override
        public void refused(String listener, ReceiveProblem rule) {}

        @Override
        public void garbage(String listener, int bytes) {}

        @Override
        public void connections(String listener, int open) {}
    };

    /** Stored and acknowledged, {@code nanos} after its last byte was read. */
    void accepted(String listener, String integration, long nanos);

    /** Acknowledged again. */
    void duplicate(String listener, String integration);

    /** Messages, frames or connections that broke a rule. */
    void refused(String listener, ReceiveProblem rule);

    /** Bytes outside of any frame, skipped. */
    void garbage(String listener, int bytes);

    /** A message had to wait, because its system sends more than it may. */
    default void heldUp(String system) {}

    /** So many records of a partition are not stored yet; measured again and again while this node reads it. */
    default void behind(String listener, String topic, int partition, long records) {}

    /** This node does not read the partition any more. */
    default void notRead(String listener, String topic, int partition) {}

    /** How many connections are open now. */
    void connections(String listener, int open);
}
