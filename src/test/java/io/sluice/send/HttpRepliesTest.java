package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRepliesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 413, 415, 422, 301, 307})
    void aRefusalIsFinal(int status) {
        assertThat(reply(status, true)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 501, 503})
    void whatMayChangeIsTriedAgain(int status) {
        assertThat(reply(status, false)).isInstanceOf(TryAgain.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void aGatewayDoesNotKnowWhatTheSystemBehindItDid(int status) {
        assertThat(reply(status, true)).isInstanceOf(TryAgain.class);
        assertThat(reply(status, false)).isInstanceOf(Unanswered.class);
    }

    @Test
    void retryAfterIsRead() {
        var outcome = (TryAgain) HttpReplies.of(503, null, "5", true, NOW);

        assertThat(outcome.notBefore()).contains(NOW.plusSeconds(5));
    }

    @Test
    void aStatusQueryTellsAppliedFromNotAppliedFromUnknown() {
        assertThat(HttpReplies.query(200, null)).containsInstanceOf(Accepted.class);
        assertThat(HttpReplies.query(404, null)).isEmpty();
        assertThat(HttpReplies.query(500, null)).containsInstanceOf(Unanswered.class);
    }

    @Property
    void onlyTwoHundredsAreAccepted(@ForAll @IntRange(min = 100, max = 999) int status, @ForAll boolean idempotent) {
        assertThat(reply(status, idempotent) instanceof Accepted).isEqualTo(status / 100 == 2);
    }

    private static SendOutcome reply(int status, boolean idempotent) {
        return HttpReplies.of(status, new byte[0], null, idempotent, NOW);
    }
}
