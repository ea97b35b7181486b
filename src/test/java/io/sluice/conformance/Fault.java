package io.sluice.conformance;

import io.sluice.ledger.Ledger;

/** A control that is broken on purpose, in the engine of one transport. */
interface Fault {

    /** The engine as it is. */
    Fault NONE = new Fault() {};

    /** What stands between the transport and the ledger. */
    default Ledger between(Ledger real) {
        return real;
    }

    /** Changes what the engine reads at its start. */
    default void change(Home home) {}
}
