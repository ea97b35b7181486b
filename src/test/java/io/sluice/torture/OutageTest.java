package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The servers die under load and come back; the engine goes on. */
@ExtendWith(StackExtension.class)
class OutageTest {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void receivesAndRoutesWithoutKafkaAndCatchesUpInOrder(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "kafka-killed")) {
            scene.engine().start();
            Hospital hospital = scene.hospital().keepSending(4, 3, PAUSE);
            awaitSent(hospital, 40);

            stack.killKafka();
            int before = hospital.sent().size();
            awaitSent(hospital, before + 80);
            int delivered = scene.targets().customers().size();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> scene.targets().customers().size() > delivered + 20);
            stack.startKafka();
            awaitSent(hospital, hospital.sent().size() + 40);
            hospital.enough();

            assertThat(Checker.check(scene.settle())).isEmpty();
        }
    }

    @Test
    void acknowledgesNothingWithoutPostgresAndGoesOnByItself(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "postgres-killed")) {
            scene.engine().start();
            Hospital hospital = scene.hospital().keepSending(4, 3, PAUSE);
            awaitSent(hospital, 40);

            stack.killPostgres();
            int departmentsUnderWay = 4;
            int before = hospital.sent().size() + departmentsUnderWay;
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(PATIENCE)
                    .until(() -> hospital.sent().size() <= before);
            stack.startPostgres();
            awaitSent(hospital, before + 40);
            hospital.enough();

            assertThat(Checker.check(scene.settle())).isEmpty();
        }
    }

    private static void awaitSent(Hospital hospital, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> hospital.sent().size() >= count);
    }
}
