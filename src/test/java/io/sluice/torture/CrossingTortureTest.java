package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The long crash tests of all five ingresses at once, for {@code make torture}. Sizes and seed: {@link Scale}. */
@Tag("torture")
@ExtendWith(StackExtension.class)
class CrossingTortureTest {

    /** Long enough that a consumer of Kafka comes to its turn after the one that was killed. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(12);

    /** A run that was under way in three deaths is dead; twice at the same place must not be enough. */
    @ParameterizedTest
    @EnumSource
    void losesNothingWhenItDiesTwiceAtTheSamePlace(CrossingPlace place, PrivateStack stack) throws IOException {
        String name = "crossing-twice-" + place;
        try (Crossings crossings = new Crossings(stack, name);
                Scene scene = new Scene(stack, name, crossings.settings())) {
            Hospital hospital = scene.hospital().keepSending(Scale.senders(), Scale.keys(), Scale.pause());
            crossings.keepSending(scene);
            for (int death = 0; death < 2; death++) {
                scene.engine().start(place.option());
                assertThat(scene.dies()).isTrue();
            }
            scene.engine().start();
            hospital.enough();

            assertThat(crossings.settle(scene)).isEmpty();
        }
    }

    @Test
    void losesNothingAndRepeatsNothingOverAllIngressesHoweverOftenItIsKilled(PrivateStack stack) throws IOException {
        assertThat(afterManyKills("crossing-kills", stack, List.of())).isEmpty();
    }

    @Test
    void losesNothingAndRepeatsNothingOverAllIngressesWhicheverServerIsKilledWithIt(PrivateStack stack)
            throws IOException {
        assertThat(afterManyKills("crossing-kills-of-all", stack, List.of(Server.values())))
                .isEmpty();
    }

    private static List<String> afterManyKills(String name, PrivateStack stack, List<Server> servers)
            throws IOException {
        try (Crossings crossings = new Crossings(stack, name);
                Scene scene = new Scene(stack, name, crossings.settings())) {
            Hospital hospital = scene.hospital().keepSending(Scale.senders(), Scale.keys(), Scale.pause());
            crossings.keepSendingAndCalling(scene);
            new RandomKills(scene, Scale.seed(), LONGEST_LIFE, servers).kill(Scale.kills());
            scene.engine().start();
            hospital.enough();

            return crossings.settle(scene);
        }
    }

    @Test
    void losesNothingOverAllIngressesWhenEngineAndServersDieInTurn(PrivateStack stack) throws IOException {
        try (Crossings crossings = new Crossings(stack, "crossing-all-in-turn");
                Scene scene = new Scene(stack, "crossing-all-in-turn", crossings.settings())) {
            crossings.keepSendingAndCalling(scene);
            RandomKills kills = new RandomKills(scene, Scale.seed(), LONGEST_LIFE, List.of());
            for (int round = 0; round < Scale.rounds(); round++) {
                for (Server server : Server.values()) {
                    kills.kill(1);
                    server.kill(stack);
                    server.start(stack);
                }
            }
            scene.engine().start();

            assertThat(crossings.settle(scene)).isEmpty();
        }
    }
}
