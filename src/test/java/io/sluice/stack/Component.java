package io.sluice.stack;

import java.util.Map;

/** One real server of the local stack. A further one (a message broker) is one more implementation. */
interface Component extends AutoCloseable {

    /** Lower case, also the name of its pid file and log. */
    String name();

    /** Starts on the data of the last time and returns when clients can use it. */
    void start() throws Exception;

    /** The address for people, {@code 127.0.0.1:<port>}. */
    String address();

    /** What a client needs to reach it, as configuration keys of the engine. Known before {@link #start}. */
    Map<String, String> settings();

    /** The process that a crash test kills. */
    long pid();

    /** Ends it in order; does nothing when it is not running. */
    @Override
    void close();
}
