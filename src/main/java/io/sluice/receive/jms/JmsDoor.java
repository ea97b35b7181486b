package io.sluice.receive.jms;

import io.sluice.catalog.Integration;
import io.sluice.catalog.JmsListener;
import io.sluice.receive.Intake;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * All that the taking of one listener needs.
 *
 * @param only the integration that takes everything from this listener; empty: type and version decide
 * @param ledgerAnswers whether it is worth taking a message
 * @param clock of receipt
 */
record JmsDoor(
        JmsListener listener,
        Optional<Integration> only,
        Intake intake,
        BooleanSupplier ledgerAnswers,
        InstantSource clock) {

    /** HL7 v2 says itself what type it is; everything else by JMSType. */
    boolean typedByItself() {
        return only.map(Integration::format).filter("hl7v2"::equals).isPresent();
    }
}
