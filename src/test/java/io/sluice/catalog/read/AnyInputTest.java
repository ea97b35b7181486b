package io.sluice.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a file, reading gives a catalogue, and what is wrong is refused and reported. */
class AnyInputTest {

    private static final List<String> YAML_FILES =
            TestSource.good().files().stream().filter(f -> f.endsWith(".yaml")).toList();
    private static final String PIECES = ":-[]{}#&*!|>'\"%@`,?~ \n\t$\\/^.0aZ\u0000\u00e9\ud83d";

    @Property(tries = 500)
    void textOfAnyKindIsReadOrRefused(@ForAll("files") String file, @ForAll("texts") String text) {
        check(TestSource.good().with(file, text));
    }

    @Property(tries = 1000)
    void aGoodFileWithAnyChangeIsReadOrRefused(@ForAll("files") String file, @ForAll("changes") Change change) {
        var source = TestSource.good();
        check(source.with(file, change.apply(source.text(file))));
    }

    @Property(tries = 1000)
    void everyShapeInEveryPlaceIsReadOrRefused(
            @ForAll("files") String file, @ForAll int line, @ForAll("values") String value) {
        var source = TestSource.good();
        var lines = source.text(file).split("\n", -1);
        int at = Math.floorMod(line, lines.length);
        lines[at] = lines[at].replaceFirst(
                ":(?: .*)?$", ": " + value.replace("\\", "\\\\").replace("$", "\\$"));
        check(source.with(file, String.join("\n", lines)));
    }

    private static void check(TestSource source) {
        Catalog catalog = source.read(Map.of("HOME", "x"));

        // Nothing disappears silently: each folder of routes is started or refused, and refusals have their reasons.
        assertThat(catalog.integrations().size() + catalog.refused().size()).isEqualTo(3);
        catalog.refused().values().forEach(reasons -> assertThat(reasons).isNotEmpty());
        if (catalog.systems().size() < 3
                || catalog.tiers().isEmpty()
                || catalog.contracts().isEmpty()) {
            assertThat(catalog.problems()).isNotEmpty();
        }
    }

    record Change(int at, int remove, String insert) {

        String apply(String text) {
            int from = Math.floorMod(at, text.length() + 1);
            int to = Math.min(text.length(), from + remove);
            return text.substring(0, from) + insert + text.substring(to);
        }
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(YAML_FILES);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.strings().withChars(PIECES.toCharArray()).ofMaxLength(120));
    }

    @Provide
    Arbitrary<Change> changes() {
        return Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.strings().withChars(PIECES.toCharArray()).ofMaxLength(8))
                .as(Change::new);
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> plain = Arbitraries.of(
                "",
                "~",
                "true",
                "0",
                "-1",
                "1",
                "99999999999",
                "1.5",
                "[]",
                "{}",
                "[[]]",
                "[{}]",
                "{a: 1}",
                "{a: {}}",
                "[1]",
                "\"\"",
                "x",
                "X",
                "\"1\"",
                "PT",
                "P1D",
                "999999999d",
                "0s",
                "999999KiB",
                "999MiB",
                "UTF-8",
                "http",
                "mllp",
                "http://[::1",
                "http://%zz",
                "${X}",
                "${X:1}",
                "${",
                "\"{{x}}\"",
                "PID-3",
                "PID-",
                "ADT^A*",
                "direct:x",
                "send:erp/customers",
                "subscribe:patient",
                "receive:mllp:ehr",
                "[stop, stop]",
                "[to: map:x]");
        return plain.list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(l -> l.size() == 1
                        ? l.getFirst()
                        : l.stream().filter(v -> !v.isEmpty()).collect(Collectors.joining(", ", "[", "]")));
    }
}
