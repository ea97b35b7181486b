package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptsTest {

    @ParameterizedTest
    @CsvSource({
        "ADT^A01, ADT^A01, true",
        "ADT^A01, ADT^A01^ADT_A01, true",
        "ADT^A01, ADT^A011, false",
        "ADT^A*, ADT^A40, true",
        "ADT^A*, ADT^B40, false",
        "ADT*, ADT, true",
        "*, ORU^R01, true",
        "ACK, ACK, true",
    })
    void matchesTypes(String pattern, String type, boolean accepted) {
        assertThat(new Accepts(List.of(pattern), List.of()).type(type)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"2.5.1, 2.5.1, true", "2.5, 2.5.1, false", "2.*, 2.8, true", "2.*, '', false", "*, '', true"})
    void matchesVersions(String pattern, String version, boolean accepted) {
        assertThat(new Accepts(List.of(), List.of(pattern)).version(version)).isEqualTo(accepted);
    }

    @Test
    void withoutPatternsItTakesEverything() {
        assertThat(Accepts.ALL.type("")).isTrue();
        assertThat(Accepts.ALL.version("9")).isTrue();
    }

    @Test
    void differentVersionsOfOneTypeDoNotOverlap() {
        var old = new Accepts(List.of("ADT^A*"), List.of("2.3", "2.4"));
        var young = new Accepts(List.of("ADT^A01"), List.of("2.5*"));

        assertThat(old.overlaps(young)).isFalse();
        assertThat(old.overlaps(new Accepts(List.of("ADT^A01"), List.of()))).isTrue();
    }

    @Property
    void whatBothAcceptOverlaps(
            @ForAll("patterns") String a, @ForAll("patterns") String b, @ForAll("types") String type) {
        var first = new Accepts(List.of(a), List.of());
        var second = new Accepts(List.of(b), List.of());

        if (first.type(type) && second.type(type)) {
            assertThat(first.overlaps(second)).isTrue();
        }
        assertThat(first.overlaps(second)).isEqualTo(second.overlaps(first));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("", "*").flatMap(end -> types().map(t -> end.isEmpty() ? t : t.substring(0, 2) + end));
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.strings().withChars("AB^0").ofLength(4);
    }
}
