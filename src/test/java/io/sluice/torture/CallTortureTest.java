package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs that wait for a reply ({@code mode=call}) when the engine dies between the call and its commit, for
 * {@code make torture}.
 */
@Tag("torture")
@ExtendWith(StackExtension.class)
class CallTortureTest {

    private static final int DEATHS = 2;

    /** The other system did each call once; what nobody knows of is in doubt, and nothing else is. */
    @ParameterizedTest
    @EnumSource
    void callsNobodyTwiceWhoWouldDoItTwice(CallPlace place, PrivateStack stack) throws IOException {
        List<String> doubts = afterTwoDeaths(place, Ingress.ONCE, stack);

        if (place == CallPlace.REPLY_NOT_SAVED) {
            assertThat(doubts).hasSizeBetween(DEATHS, DEATHS * Scale.callers());
        } else {
            assertThat(doubts).hasSizeLessThanOrEqualTo(DEATHS * (Scale.callers() - 1));
        }
    }

    /** Each caller is told the same however often it asks; each call is applied once. */
    @ParameterizedTest
    @EnumSource
    void asksAgainUnderTheSameKeyWhoeverKnowsItAgain(CallPlace place, PrivateStack stack) throws IOException {
        assertThat(afterTwoDeaths(place, Ingress.CALLS, stack)).isEmpty();
    }

    /** Which messages are in doubt. */
    private static List<String> afterTwoDeaths(CallPlace place, Ingress ingress, PrivateStack stack)
            throws IOException {
        String name = "call-" + ingress.integration() + "-" + place;
        try (Crossings crossings = new Crossings(stack, name);
                Scene scene = new Scene(stack, name, crossings.settings())) {
            crossings.keepSending(ingress, scene);
            for (int death = 0; death < DEATHS; death++) {
                scene.engine().start(place.option());
                assertThat(scene.dies()).isTrue();
            }
            scene.engine().start();

            assertThat(crossings.settle(scene)).isEmpty();
            return scene.tables().told().stream()
                    .filter(told -> told.state().equals("IN_DOUBT"))
                    .map(Evidence.Told::controlId)
                    .toList();
        }
    }
}
