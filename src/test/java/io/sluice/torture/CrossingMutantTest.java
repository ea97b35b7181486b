package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.message.CrashPoint;
import io.sluice.message.Mutants;
import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The checker sees what it is there for, also between files, REST, Kafka and JMS: each fault put in on purpose is found
 * out.
 */
@Tag("torture")
@ExtendWith(StackExtension.class)
class CrossingMutantTest {

    @Test
    void findsAFileEndpointThatForgetsWhatItHasWritten(PrivateStack stack) throws IOException {
        List<String> wrong = afterADeath(
                stack, Mutants.FILES_FORGOTTEN, Ingress.QUEUE, "-Dsluice.test.crash=" + CrashPoint.FILE_RENAMED.word());

        assertThat(wrong).anyMatch(line -> line.startsWith("doubled: " + CrossingTargets.FOLDER + " applied"));
    }

    @Test
    void findsATopicWhoseOffsetsAreCommittedApartFromItsRecords(PrivateStack stack) throws IOException {
        List<String> wrong =
                afterADeath(stack, Mutants.OFFSETS_OUTSIDE, Ingress.TOPIC, CrossingPlace.RECORDS_COMMITTED.option());

        assertThat(wrong).anyMatch(line -> line.startsWith("doubled: TOPIC") && line.endsWith(" was accepted twice"));
    }

    @Test
    void findsAQueueThatIsCommittedAtTheBrokerFirst(PrivateStack stack) throws IOException {
        List<String> wrong =
                afterADeath(stack, Mutants.JMS_COMMIT_FIRST, Ingress.QUEUE, CrossingPlace.QUEUE_NOT_COMMITTED.option());

        assertThat(wrong).anyMatch(line -> line.startsWith("lost: QUEUE"));
    }

    @Test
    void findsAKafkaEndpointThatRepeatsWithoutLooking(PrivateStack stack) throws IOException {
        List<String> wrong =
                afterADeath(stack, Mutants.TOPIC_UNSEARCHED, Ingress.REST, CrossingPlace.OUTGOING_RECORD_SENT.option());

        assertThat(wrong).anyMatch(line -> line.startsWith("doubled: " + CrossingTargets.TOPIC + " applied"));
    }

    private static List<String> afterADeath(PrivateStack stack, Mutants fault, Ingress ingress, String place)
            throws IOException {
        String mutant = "-Dsluice.test.mutant=" + fault.word();
        try (Crossings crossings = new Crossings(stack, fault.word());
                Scene scene = new Scene(stack, fault.word(), crossings.settings())) {
            crossings.keepSending(ingress, scene);
            scene.engine().start(mutant, place);
            assertThat(scene.dies()).isTrue();
            scene.engine().start(mutant);
            return crossings.settle(scene);
        }
    }
}
