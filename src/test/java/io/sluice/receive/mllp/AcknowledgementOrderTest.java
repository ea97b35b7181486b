package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static io.sluice.receive.Hl7Text.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.receive.DoorCatalog;
import io.sluice.receive.RecordingLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When acknowledgements leave, with commits in the hands of the test. */
class AcknowledgementOrderTest {

    private final RecordingLedger ledger = RecordingLedger.committingOnRequest();
    private final OpenDoor door = new OpenDoor(DoorCatalog.standard(), ledger.ledger(), new MllpLimits(1 << 20, 4, 1));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void acknowledgesOnlyAfterCommit() throws IOException {
        try (MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            await().until(() -> ledger.arrivals().size() == 1);

            assertThat(sender.silent(300)).isTrue();
            ledger.commit(0);

            assertThat(sender.reply().get("MSA-2")).contains("M1");
        }
    }

    @Test
    void acknowledgesInTheOrderOfTheMessagesWhateverCommitsFirst() throws IOException {
        try (MllpClient sender = door.connect()) {
            sender.send(bytes(admission("M1")), bytes(admission("M2")), bytes(admission("M3")));
            await().until(() -> ledger.arrivals().size() == 3);

            ledger.commit(2);
            ledger.commit(1);
            assertThat(sender.silent(300)).isTrue();
            ledger.commit(0);

            assertThat(sender.reply().get("MSA-2")).contains("M1");
            assertThat(sender.reply().get("MSA-2")).contains("M2");
            assertThat(sender.reply().get("MSA-2")).contains("M3");
        }
    }

    @Test
    void reachesTheLedgerInTheOrderOfTheMessagesWithoutWaitingForTheFirstCommit() throws IOException {
        try (MllpClient sender = door.connect()) {
            sender.send(bytes(admission("M1")), bytes(admission("M2")), bytes(admission("M3")));

            await().until(() -> ledger.arrivals().size() == 3);
            assertThat(ledger.arrivals()).extracting(a -> a.controlId()).containsExactly("M1", "M2", "M3");
            List.of(0, 1, 2).forEach(ledger::commit); // the end waits for what is under way
        }
    }

    @Test
    void takesNoMoreOfOneConnectionThanMayBeInFlight() throws IOException {
        try (MllpClient sender = door.connect()) {
            for (int i = 1; i <= 9; i++) {
                sender.send(admission("M" + i));
            }
            await().until(() -> ledger.arrivals().size() == 4);
            assertThat(sender.silent(300)).isTrue();
            assertThat(ledger.arrivals()).hasSize(4);

            for (int i = 0; i < 9; i++) {
                int next = i;
                await().until(() -> ledger.arrivals().size() > next);
                ledger.commit(next);
                assertThat(sender.reply().get("MSA-2")).contains("M" + (i + 1));
            }
        }
    }

    @Test
    void aSenderThatHasSaidAllStillGetsItsAnswers() throws IOException {
        try (MllpClient sender = door.connect()) {
            sender.send(bytes(admission("M1")), bytes(admission("M2")));
            sender.endOfInput();
            await().until(() -> ledger.arrivals().size() == 2);

            ledger.commit(0);
            ledger.commit(1);

            assertThat(sender.reply().get("MSA-2")).contains("M1");
            assertThat(sender.reply().get("MSA-2")).contains("M2");
            assertThat(sender.closedByPeer()).isTrue();
        }
    }

    @Test
    void anUnexpectedFailureIsAnsweredWithErrorAndWithoutItsText() throws IOException {
        try (MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            await().until(() -> ledger.arrivals().size() == 1);

            ledger.fail(0, new IllegalStateException("Testperson"));

            String reply = new String(sender.replyBytes());
            assertThat(reply)
                    .contains("MSA|AE|M1")
                    .contains("207^")
                    .doesNotContain("Testperson")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void theBytesOfAnsweredMessagesAreNotHeldAnyMore() throws IOException {
        try (MllpClient sender = door.connect()) {
            sender.send(bytes(admission("M1")), bytes(admission("M2")));
            await().until(() -> ledger.arrivals().size() == 2);
            assertThat(door.listeners().bytesInFlight()).isEqualTo(2L * bytes(admission("M1")).length);

            ledger.commit(0);
            ledger.commit(1);
            sender.reply();
            sender.reply();

            await().until(() -> door.listeners().bytesInFlight() == 0);
        }
    }

    @Test
    void whoDoesNotReadItsAnswersIsNotReadFromUntilItDoes() throws Exception {
        int messages = 5000; // with answers of 2 KiB, more than all socket buffers take
        RecordingLedger atOnce = RecordingLedger.committingAtOnce();
        try (OpenDoor wide = new OpenDoor(DoorCatalog.standard(), atOnce.ledger());
                MllpClient sender = wide.connect()) {
            Thread sending = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < messages; i++) {
                        sender.send(admission("M" + i).replace("|EHR|", "|" + "E".repeat(2000) + "|"));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                int now = atOnce.arrivals().size();
                return now > 0 && before.getAndSet(now) == now;
            });
            assertThat(atOnce.arrivals().size()).isLessThan(messages);

            for (int i = 0; i < messages; i++) {
                assertThat(sender.reply().get("MSA-2")).contains("M" + i);
            }
            sending.join();
        }
    }
}
