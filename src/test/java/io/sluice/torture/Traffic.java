package io.sluice.torture;

import io.sluice.torture.Evidence.Sent;
import java.time.Duration;
import java.util.List;

/** What goes on being sent while the engine dies and comes back. */
interface Traffic extends AutoCloseable {

    /** No further messages; what was begun is repeated until it is acknowledged. */
    Traffic enough();

    /** Waits until everything is sent and acknowledged. False when that takes longer. */
    boolean join(Duration limit);

    /** All so far; acknowledged or not. */
    List<Sent> sent();

    /** Gives up, whether acknowledged or not. */
    @Override
    void close();
}
