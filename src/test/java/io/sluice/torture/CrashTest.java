package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short crash test. The long ones, also at random moments, are {@link TortureTest}. */
@ExtendWith(StackExtension.class)
class CrashTest {

    private static final Duration PAUSE = Duration.ofMillis(50);

    @Test
    void losesNothingAndRepeatsNothingWhereverItDies(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "every-place")) {
            Hospital hospital = scene.hospital().keepSending(4, 3, PAUSE);
            for (Place place : Place.values()) {
                scene.engine().start(place.option());
                place.provoke(scene);
                assertThat(scene.dies()).as(place.name()).isTrue();
            }
            scene.engine().start();
            hospital.enough();

            Evidence evidence = scene.settle();

            assertThat(Checker.check(evidence)).isEmpty();
        }
    }
}
