package io.sluice.catalog.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlParserTest {

    private final List<FileProblem> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "1, NUMBER",
        "-7, NUMBER",
        "2.5, NUMBER",
        "3000000000, NUMBER",
        "true, BOOLEAN",
        "null, NULL",
        "~, NULL",
        "no, STRING",
        "on, STRING",
        "12:30, STRING",
        "1.0.0, STRING",
        "'\"1\"', STRING",
        "0x1F, STRING",
        "2026-01-01, STRING",
        "1234567890123456789012, STRING",
        "1e5, STRING"
    })
    void typesPlainScalarsAsYaml12Does(String text, String type) {
        assertThat(parse("key: " + text).orElseThrow().root().get("key").getNodeType())
                .hasToString(type);
    }

    @Test
    void everyValueKnowsItsLine() {
        var document = parse("a: 1\nb:\n  - x\n  - c: {d: 1,\n      e: 2}\n").orElseThrow();

        assertThat(document.place("/b").line()).isEqualTo(2);
        assertThat(document.place("/b/0").line()).isEqualTo(3);
        assertThat(document.place("/b/1/c/e").line()).isEqualTo(5);
        assertThat(document.place("/b/1/c/missing").line()).isEqualTo(4);
        assertThat(document.place("/nowhere").line()).isEqualTo(1);
    }

    @Test
    void keysWithSlashesAndTildesHavePlacesToo() {
        assertThat(parse("x: 1\na/b~c: 2\n").orElseThrow().place("/a~1b~0c").line())
                .isEqualTo(2);
    }

    @Test
    void namesTheLineOfWhatIsNotYaml() {
        assertThat(parse("a: 1\n\tb: 2\n")).isEmpty();
        assertThat(shown()).startsWith("f.yaml:2 catalog.yaml");
    }

    @Test
    void anEmptyFileIsAProblem() {
        assertThat(parse("# nothing\n")).isEmpty();
        assertThat(shown()).isEqualTo("f.yaml catalog.yaml the file is empty");
    }

    @Test
    void aKeyStandsOnce() {
        assertThat(parse("a: 1\nb: 2\na: 3\n").orElseThrow().root().get("a").intValue())
                .isEqualTo(1);
        assertThat(shown()).isEqualTo("f.yaml:3 catalog.key-twice 'a'");
    }

    @Test
    void aliasesDoNotMakeTreesThatGrowOrHaveNoEnd() {
        parse("a: &x {b: 1}\nc: *x\n");
        parse("a: &y [*y]\n");

        assertThat(problems).hasSize(2).allMatch(p -> p.code().code().equals("catalog.yaml"));
    }

    @Test
    void nothingIsInstantiated() {
        assertThat(parse("a: 1\nb: !!javax.script.ScriptEngineManager [x]\n")).isEmpty();
        assertThat(shown()).startsWith("f.yaml:2 catalog.yaml");
    }

    @Test
    void depthIsLimited() {
        assertThat(parse("[".repeat(5000))).isEmpty();
        assertThat(shown()).startsWith("f.yaml");
    }

    @Test
    void oneFileHoldsOneDocument() {
        assertThat(parse("a: 1\n---\nb: 2\n")).isEmpty();
        assertThat(shown()).startsWith("f.yaml:2 catalog.yaml");
    }

    private Optional<YamlDocument> parse(String text) {
        return YamlParser.parse("f.yaml", text, problems);
    }

    private String shown() {
        var p = problems.getFirst();
        return p.place() + " " + p.code().code() + " " + p.detail();
    }
}
