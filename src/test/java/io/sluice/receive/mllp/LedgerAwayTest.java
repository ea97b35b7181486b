package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static io.sluice.receive.Hl7Text.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.format.hl7.Hl7Message;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.mllp.StoredDoor.Stored;
import io.sluice.stack.MigratedDatabase;
import io.sluice.stack.PrivatePostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is killed and comes back; the door stays open all the time. */
class LedgerAwayTest {

    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void nothingIsAcknowledgedWhileTheLedgerIsAwayAndItWorksAgainByItself() throws IOException {
        try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
            MigratedDatabase.migrate(postgres.database());
            try (StoredDoor door = StoredDoor.open(DoorCatalog.standard(), postgres.database());
                    MllpClient sender = door.connect()) {
                sender.patience((int) BACK_WITHIN.toMillis());
                sender.send(admission("M1"));
                assertThat(sender.reply().get("MSA-1")).contains("AA");

                postgres.kill();

                for (String refused : List.of(admission("M2"), message("SIU^S12", "M3", "2.5.1", "", ""))) {
                    sender.send(refused);
                    Hl7Message answer = sender.reply();
                    assertThat(answer.get("MSA-1")).contains("AE");
                    assertThat(answer.get("ERR-3-1")).contains("207");
                }
                sender.send(admission("M4").replace("||||\r", "|||AL|NE\r"));
                assertThat(sender.reply().get("MSA-1")).contains("CE");
                assertThat(door.meter().refused(ReceiveProblem.LEDGER_AWAY)).isEqualTo(3);

                postgres.startAgain();

                await().atMost(BACK_WITHIN).until(() -> {
                    sender.send(admission("M5"));
                    return sender.reply().get("MSA-1").orElse("").equals("AA");
                });
                sender.send(admission("M2"));
                assertThat(sender.reply().get("MSA-1")).contains("AA");
                assertThat(door.stored())
                        .extracting(Stored::controlId)
                        .startsWith("M1")
                        .contains("M5", "M2");
            }
        }
    }
}
