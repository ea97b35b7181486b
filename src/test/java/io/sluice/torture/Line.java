package io.sluice.torture;

import io.sluice.torture.Evidence.Sent;
import java.io.IOException;

/** How one sender reaches the engine, or the broker before it. Used by one thread; opened again after a failure. */
interface Line extends AutoCloseable {

    /**
     * Sends it once.
     *
     * @return whether it was acknowledged; false: it was refused for now
     * @throws IOException nobody knows; the line is closed and the same is sent again
     */
    boolean send(Sent what) throws IOException;

    @Override
    void close();
}
