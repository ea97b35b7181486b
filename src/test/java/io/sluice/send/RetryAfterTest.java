package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void readsSeconds() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(NOW.plusSeconds(120));
        assertThat(RetryAfter.parse("0", NOW)).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 22 Nov 2026 12:30:00 GMT", "Sunday, 22-Nov-26 12:30:00 GMT", "Sun Nov 22 12:30:00 2026"})
    void readsEveryFormOfDateThatHttpKnows(String date) {
        assertThat(RetryAfter.parse(date, NOW)).contains(NOW.plusSeconds(1800));
    }

    @Test
    void readsADayOfOneDigitInTheOldestForm() {
        assertThat(RetryAfter.parse("Tue Dec  1 12:00:00 2026", NOW)).contains(Instant.parse("2026-12-01T12:00:00Z"));
    }

    @Test
    void takesADateThatHasPassedForNow() {
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 11:00:00 GMT", NOW)).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "soon", "-5", "1.5", "Sun, 22 Nov 2026"})
    void ignoresWhatMeansNothing(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }

    @Property
    void neverFailsWhateverAServerWrites(@ForAll String value) {
        assertThatCode(() -> RetryAfter.parse(value, NOW)).doesNotThrowAnyException();
    }
}
