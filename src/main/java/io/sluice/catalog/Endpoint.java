package io.sluice.catalog;

import java.time.Duration;
import java.util.Optional;

/** Where deliveries go: {@code send:<system>/<name>}. */
public sealed interface Endpoint permits FileEndpoint, HttpEndpoint, JmsEndpoint, KafkaEndpoint, MllpEndpoint {

    String name();

    /** The system whose file declares it. */
    String system();

    /** {@code system/name}, as in routes, the ledger and the API. */
    default String id() {
        return system() + "/" + name();
    }

    /** {@code file}, {@code http}, {@code jms}, {@code kafka} or {@code mllp}. */
    String transport();

    /** True: the receiver applies a repeated idempotency key once, so that a doubtful delivery is simply repeated. */
    boolean idempotent();

    /** Time for the whole exchange: connect, write, answer. */
    Duration timeout();

    /** The endpoint's own; those of its system hold for all endpoints together. */
    Limits limits();

    /** In place of the tier's: the endpoint's own, else that of its system. */
    Optional<Breaker> breaker();
}
