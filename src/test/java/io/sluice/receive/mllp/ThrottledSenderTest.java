package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static io.sluice.receive.Hl7Text.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Inflow;
import io.sluice.receive.CountingMeter;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.DrivenTurns;
import io.sluice.receive.Intake;
import io.sluice.receive.QueueCatalog;
import io.sluice.receive.RecordingLedger;
import io.sluice.receive.Throttle;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A system that sends more over MLLP than it may, in a time that the test drives: its acknowledgements come later. */
class ThrottledSenderTest {

    private static final Inflow ONE_A_SECOND = new Inflow(1, 1, 0);
    private static final int LONG = 400;

    private final DrivenTurns turns = new DrivenTurns();
    private final CountingMeter meter = new CountingMeter();
    private Throttle throttle;
    private MllpListeners listeners;

    @AfterEach
    void stop() {
        listeners.close();
    }

    private MllpClient open(DoorCatalog door, Inflow limit, RecordingLedger ledger) throws IOException {
        Catalog catalog = QueueCatalog.limited(door.build(), limit);
        Intake intake = turns.intake(catalog, ledger.ledger(), meter);
        throttle = intake.throttle();
        listeners = new MllpListeners(intake, MllpLimits.standard(), meter, InstantSource.system());
        listeners.open(catalog);
        return connect();
    }

    private MllpClient connect() throws IOException {
        return MllpClient.connect(listeners.ports().get("ehr"));
    }

    private static String acknowledged(MllpClient sender) throws IOException {
        return sender.reply().get("MSA-2").orElse("");
    }

    @Test
    void isAcknowledgedAtItsRateInItsOrderAndNothingIsLost() throws IOException {
        RecordingLedger ledger = RecordingLedger.committingAtOnce();
        try (MllpClient sender = open(DoorCatalog.standard(), ONE_A_SECOND, ledger)) {
            sender.send(bytes(admission("M1")), bytes(admission("M2")), bytes(admission("M3")));

            assertThat(acknowledged(sender)).isEqualTo("M1");
            for (String next : new String[] {"M2", "M3"}) {
                assertThat(sender.silent(LONG)).isTrue();
                turns.advance(Duration.ofSeconds(1));
                assertThat(acknowledged(sender)).isEqualTo(next);
            }

            assertThat(ledger.arrivals()).hasSize(3);
            assertThat(meter.heldUp()).as("each once, however often it asked").isEqualTo(2);
            assertThat(throttle.status()).singleElement().satisfies(status -> {
                assertThat(status.heldUp()).isEqualTo(2);
                assertThat(status.underWay()).isZero();
            });
        }
    }

    @Test
    void isNotTakenForIdleWhileItWaits() throws IOException {
        RecordingLedger ledger = RecordingLedger.committingAtOnce();
        DoorCatalog hasty = DoorCatalog.standard().idleTimeout(Duration.ofMillis(100));
        try (MllpClient sender = open(hasty, ONE_A_SECOND, ledger)) {
            sender.send(bytes(admission("M1")), bytes(admission("M2")));
            assertThat(acknowledged(sender)).isEqualTo("M1");
            assertThat(sender.silent(LONG)).isTrue();

            turns.advance(Duration.ofSeconds(1));

            assertThat(acknowledged(sender)).isEqualTo("M2");
        }
    }

    @Test
    void hasNoMoreMessagesUnderWayThanItsPlacesOverAllConnections() throws IOException {
        RecordingLedger ledger = RecordingLedger.committingOnRequest();
        try (MllpClient one = open(DoorCatalog.standard(), new Inflow(0, 0, 1), ledger);
                MllpClient two = connect()) {
            one.send(admission("M1"));
            await().until(() -> ledger.arrivals().size() == 1);
            two.send(admission("M2"));
            assertThat(two.silent(LONG)).isTrue();
            assertThat(ledger.arrivals()).hasSize(1);
            assertThat(throttle.status().getFirst().underWay()).isEqualTo(1);

            ledger.commit(0);

            assertThat(acknowledged(one)).isEqualTo("M1");
            await().until(() -> ledger.arrivals().size() == 2);
            ledger.commit(1);
            assertThat(acknowledged(two)).isEqualTo("M2");
            assertThat(meter.heldUp()).isEqualTo(1);
        }
    }
}
