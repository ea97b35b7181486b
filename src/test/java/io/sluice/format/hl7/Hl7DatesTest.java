package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7DatesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026,2026",
        "202601,2026-01",
        "20260105,2026-01-05",
        "2026010510,2026-01-05T10:00:00+01:00",
        "202601051015,2026-01-05T10:15:00+01:00",
        "20260705101530,2026-07-05T10:15:30+02:00",
        "20260105101530.1234,2026-01-05T10:15:30.1234+01:00",
        "202601051015-0500,2026-01-05T10:15:00-05:00",
        "20260105101530.5+0000,2026-01-05T10:15:30.5Z",
        "20260105+0100,2026-01-05",
        "20240229,2024-02-29"
    })
    void keepsThePrecisionAndAddsTheSendersOffset(String hl7, String iso) {
        assertThat(Hl7Dates.iso(hl7, BERLIN)).isEqualTo(iso);
    }

    @Test
    void aTimeThatSummerTimeSkipsOrRepeatsGetsOneMeaning() {
        assertThat(Hl7Dates.iso("202603290230", BERLIN)).isEqualTo("2026-03-29T03:30:00+02:00");
        assertThat(Hl7Dates.iso("202610250230", BERLIN)).isEqualTo("2026-10-25T02:30:00+02:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "20261301",
                "20260230",
                "2026010524",
                "202601051060",
                "2026-01-05",
                "2004062916460000",
                "0000",
                "20260105T10",
                "20260105101530.",
                "202601051015+9900",
                " 20260105"
            })
    void refusesWhatIsNoDateWithoutNamingIt(String text) {
        assertThatThrownBy(() -> Hl7Dates.iso(text, BERLIN)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problem()).isEqualTo(FormatProblem.DATE_INVALID);
            assertThat(problem.where()).isEmpty();
        });
    }

    @Test
    void cutsAtTheDayAndConvertsToUtc() {
        assertThat(Hl7Dates.date("202601050030", BERLIN)).isEqualTo("2026-01-05");
        assertThat(Hl7Dates.date("202601", BERLIN)).isEqualTo("2026-01");
        assertThat(Hl7Dates.instant("202601050030", BERLIN)).isEqualTo("2026-01-04T23:30:00Z");
        assertThatThrownBy(() -> Hl7Dates.instant("20260105", BERLIN)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026,2026",
        "2026-01,202601",
        "2026-01-05,20260105",
        "2026-01-05T10:15:30.25-05:00,20260105101530.25-0500",
        "2026-01-05T10:15Z,202601051015+0000",
        "2026-01-05T10:15:30.123456Z,20260105101530.1234+0000"
    })
    void writesHl7(String iso, String hl7) {
        assertThat(Hl7Dates.hl7(iso)).isEqualTo(hl7);
    }

    @Property
    void anyMomentSurvivesTheWayThereAndBack(
            @ForAll @IntRange(min = -1_000_000_000) int second, @ForAll @IntRange(min = -720, max = 840) int minutes) {
        OffsetDateTime time =
                OffsetDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.ofTotalSeconds(minutes * 60));
        String hl7 = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").format(time);

        String iso = Hl7Dates.iso(hl7, BERLIN);

        assertThat(OffsetDateTime.parse(iso)).isEqualTo(time);
        assertThat(Hl7Dates.hl7(iso)).isEqualTo(hl7);
    }
}
