package io.sluice.receive.kafka;

import io.sluice.catalog.Integration;
import io.sluice.catalog.KafkaListener;
import io.sluice.ledger.Sources;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All that the reading of one listener needs.
 *
 * @param only the integration that takes everything from this listener; empty: type and version decide
 * @param unseal opens the data of sealed events
 * @param clock of receipt
 * @param meter of how far reading is behind
 */
record KafkaDoor(
        KafkaListener listener,
        Optional<Integration> only,
        Intake intake,
        Sources sources,
        UnaryOperator<byte[]> unseal,
        InstantSource clock,
        ReceiveMeter meter) {

    /** As the ledger knows it. */
    String source() {
        return "kafka:" + listener.name();
    }

    /** HL7 v2 says itself what type it is; everything else by the envelope. */
    boolean typedByItself() {
        return only.map(Integration::format).filter("hl7v2"::equals).isPresent();
    }
}
