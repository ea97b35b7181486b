package io.sluice.receive.mllp;

import io.sluice.catalog.MllpListener;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import java.time.InstantSource;

/**
 * What all connections of one listener share.
 *
 * @param clock of receipt
 */
record MllpDoor(
        MllpListener listener,
        MllpLimits limits,
        Intake intake,
        ByteBudget budget,
        AckWriter acks,
        ReceiveMeter meter,
        InstantSource clock) {}
