package io.sluice.catalog;

/**
 * Where a system's messages arrive. Names are unique over all systems: {@code receive:mllp:ehr} names listener
 * {@code ehr}.
 */
public sealed interface Listener permits FileListener, HttpListener, JmsListener, KafkaListener, MllpListener {

    String name();

    /** The system whose file declares it. */
    String system();

    /** As in {@code receive:<transport>:<listener>}. */
    String transport();
}
