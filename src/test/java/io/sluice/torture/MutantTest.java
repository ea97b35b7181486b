package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The checker sees what it is there for: an engine with a fault put in on purpose is found out. */
@Tag("torture")
@ExtendWith(StackExtension.class)
class MutantTest {

    private static final Duration STUCK_AFTER = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void findsAnEngineThatAcknowledgesBeforeTheCommit(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "ack-before-commit")) {
            scene.engine().start("-Dsluice.test.mutant=ack-before-commit");
            stack.killPostgres();
            Hospital hospital = scene.hospital().send(2, 2, 2);
            boolean acknowledged = hospital.join(PATIENCE);
            stack.startPostgres();

            assertThat(acknowledged).isTrue();
            assertThat(Checker.check(scene.settle(STUCK_AFTER))).anyMatch(line -> line.startsWith("lost:"));
        }
    }

    @Test
    void findsAnEngineThatCommitsEffectsApartFromTheState(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "effects-outside")) {
            scene.engine().start("-Dsluice.test.mutant=effects-outside", "-Dsluice.test.crash=run-before-commit:2");
            scene.hospital().send(2, 2, 2);
            assertThat(scene.dies()).isTrue();
            scene.engine().start();

            assertThat(Checker.check(scene.settle(STUCK_AFTER)))
                    .anyMatch(line -> line.startsWith("lost:") || line.startsWith("stuck:"));
        }
    }

    @Test
    void findsAnEngineThatMakesUpItsIds(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "random-ids")) {
            scene.engine().start("-Dsluice.test.mutant=random-ids");
            scene.hospital().send(2, 2, 2);

            assertThat(Checker.check(scene.settle(STUCK_AFTER)))
                    .anyMatch(line -> line.startsWith("unexplained: the id"));
        }
    }

    @Test
    void findsNothingWrongWithTheEngineAsItIs(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "no-fault")) {
            scene.engine().start();
            scene.hospital().send(2, 2, 2);

            Evidence evidence = scene.settle();

            assertThat(evidence.sent()).hasSize(8);
            assertThat(evidence.told())
                    .hasSize(24)
                    .allMatch(told -> told.state().equals("COMPLETED"));
            assertThat(Checker.check(evidence)).isEmpty();
        }
    }
}
