package io.sluice.ledger;

import java.util.List;

/**
 * Where runs go that are ready. Called after the commit that made them ready, by a thread of the ledger; must not
 * block.
 */
public interface RunSink {

    /** How many more runs of the integration may be handed over now; 0 while it is paused, stopped or busy. */
    int capacity(String integration);

    /** Takes the runs, in order of seq. They are leased to this node. */
    void ready(List<ReadyRun> runs);
}
