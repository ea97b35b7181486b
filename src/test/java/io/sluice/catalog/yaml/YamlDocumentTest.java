package io.sluice.catalog.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {

    private final List<FileProblem> problems = new ArrayList<>();

    @Test
    void mergesMapsReplacesTheRestAndKeepsPlaces() {
        var base = document("base.yaml", "a: {x: 1, y: [1, 2]}\nb: 2\n");
        var over = document("over.yaml", "part:\n  a:\n    y: [3]\n  c: {d: 4}\n");

        var merged = base.under(over, "/part");

        assertThat(merged.root()).hasToString("{\"a\":{\"x\":1,\"y\":[3]},\"b\":2,\"c\":{\"d\":4}}");
        assertThat(merged.place("/a/x")).isEqualTo(new Place("base.yaml", 1));
        assertThat(merged.place("/a/y/0")).isEqualTo(new Place("over.yaml", 3));
        assertThat(merged.place("/c/d")).isEqualTo(new Place("over.yaml", 4));
        assertThat(base.root().at("/a/y/1").intValue()).isEqualTo(2);
    }

    @Test
    void withoutThePartNothingChanges() {
        var base = document("base.yaml", "a: 1\n");

        assertThat(base.under(document("over.yaml", "x: {}\n"), "/part")).isSameAs(base);
    }

    @Test
    void keepsOnlyOnePart() {
        var document = document("f.yaml", "systems:\n  a: {x: 1}\n  b: {x: 2}\nother: 1\n");

        assertThat(document.only("/systems/b").root()).hasToString("{\"systems\":{\"b\":{\"x\":2}}}");
        assertThat(document.only("/systems/c").root()).hasToString("{}");
    }

    @Test
    void putsVariablesInTheirPlaces() {
        var document = document(
                "f.yaml",
                "port: ${PORT:2575}\nurl: http://${HOST}:${PORT:1}/\nlist: [\"${NO_SUCH}\"]\nroute: ${header.x}\n");

        var resolved = new Variables(Map.of("HOST", "erp", "PORT", "")).resolve(document, problems);

        assertThat(resolved.root().get("port").intValue()).isEqualTo(2575);
        assertThat(resolved.root().get("url").textValue()).isEqualTo("http://erp:1/");
        assertThat(resolved.root().get("route").textValue()).isEqualTo("${header.x}");
        assertThat(problems)
                .singleElement()
                .hasFieldOrPropertyWithValue("line", 3)
                .hasFieldOrPropertyWithValue("detail", "NO_SUCH");
    }

    private YamlDocument document(String file, String text) {
        return YamlParser.parse(file, text, problems).orElseThrow();
    }
}
