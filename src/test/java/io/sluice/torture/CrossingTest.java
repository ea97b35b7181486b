package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short crash tests of files, REST, Kafka and JMS. The long ones are {@link CrossingTortureTest}. */
@ExtendWith(StackExtension.class)
class CrossingTest {

    /** Those that have their like among these, and that the long tests have. */
    private static final Set<CrossingPlace> OTHERS = EnumSet.of(
            CrossingPlace.FILE_HALF_READ, CrossingPlace.REQUEST_NOT_COMMITTED, CrossingPlace.QUEUE_NOT_COMMITTED);

    @Test
    void losesNothingAndRepeatsNothingWhereverItDiesBetweenFilesRestKafkaAndJms(PrivateStack stack) throws IOException {
        try (Crossings crossings = new Crossings(stack, "every-crossing");
                Scene scene = new Scene(stack, "every-crossing", crossings.settings())) {
            crossings.keepSending(scene);
            for (CrossingPlace place : EnumSet.complementOf(EnumSet.copyOf(OTHERS))) {
                scene.engine().start(place.option());
                assertThat(scene.dies()).as(place.name()).isTrue();
            }
            scene.engine().start();

            assertThat(crossings.settle(scene)).isEmpty();
        }
    }
}
