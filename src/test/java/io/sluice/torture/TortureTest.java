package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.PrivateStack;
import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The long crash tests, for {@code make torture}. */
@Tag("torture")
@ExtendWith(StackExtension.class)
class TortureTest {

    private static final Duration PAUSE = Duration.ofMillis(20);

    @ParameterizedTest
    @EnumSource
    void completesEverythingWhenItDiesOnce(Place place, PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "once-" + place)) {
            scene.engine().start(place.option());
            scene.hospital().send(4, 5, 20);
            place.provoke(scene);
            assertThat(scene.dies()).isTrue();
            scene.engine().start();

            Evidence evidence = scene.settle();

            assertThat(evidence.sent()).hasSizeGreaterThanOrEqualTo(400).allMatch(Sent::acknowledged);
            assertThat(Checker.check(evidence)).isEmpty();
        }
    }

    /** A run that was under way in three deaths is dead; twice at the same place must not be enough. */
    @ParameterizedTest
    @EnumSource
    void losesNothingWhenItDiesTwiceAtTheSamePlace(Place place, PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "twice-" + place)) {
            Hospital hospital = scene.hospital().keepSending(4, 5, PAUSE);
            for (int death = 0; death < 2; death++) {
                scene.engine().start(place.option());
                place.provoke(scene);
                assertThat(scene.dies()).isTrue();
            }
            scene.engine().start();
            hospital.enough();

            assertThat(Checker.check(scene.settle())).isEmpty();
        }
    }

    @Test
    void losesNothingAndRepeatsNothingHoweverOftenItIsKilled(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "many-kills")) {
            Hospital hospital = scene.hospital().keepSending(4, 5, PAUSE);
            new RandomKills(scene, Scale.seed()).kill(Scale.kills());
            scene.engine().start();
            hospital.enough();

            assertThat(Checker.check(scene.settle())).isEmpty();
        }
    }

    @Test
    void losesNothingWhenEngineAndServersDieInTurn(PrivateStack stack) throws IOException {
        try (Scene scene = new Scene(stack, "all-in-turn")) {
            Hospital hospital = scene.hospital().keepSending(4, 5, PAUSE);
            RandomKills kills = new RandomKills(scene, 5);
            for (int round = 0; round < 3; round++) {
                kills.kill(1);
                stack.killPostgres();
                stack.startPostgres();
                kills.kill(1);
                stack.killKafka();
                stack.startKafka();
            }
            scene.engine().start();
            hospital.enough();

            assertThat(Checker.check(scene.settle())).isEmpty();
        }
    }
}
