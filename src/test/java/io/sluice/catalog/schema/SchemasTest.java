package io.sluice.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.Latency;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.Word;
import io.sluice.contract.Classification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SchemasTest {

    static final List<String> names = Schemas.NAMES;

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @FieldSource("names")
    void isASchemaOfDraft202012(String name) {
        var meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(Schemas.tree(name))).isEmpty();
        assertThat(Schemas.all().get(name)).contains("https://json-schema.org/draft/2020-12/schema");
    }

    @ParameterizedTest
    @FieldSource("names")
    void isWholeInItself(String name) {
        var references = new ArrayList<String>();
        collect(Schemas.tree(name), "$ref", references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/$defs/");
            assertThat(Schemas.tree(name).at(reference.substring(1)).isMissingNode())
                    .isFalse();
        });
    }

    @ParameterizedTest
    @FieldSource("names")
    void everyDefaultIsAnAcceptedValue(String name) {
        defaults(Schemas.tree(name), Schemas.tree(name));
    }

    @ParameterizedTest
    @FieldSource("names")
    void whatRestrictsATextSaysInWordsWhatIsAccepted(String name) {
        titles(Schemas.tree(name));
    }

    @Test
    void ownShapesDoNotHideSharedOnes() throws IOException {
        var shared = raw("common").get("$defs");
        for (String name : Schemas.NAMES) {
            raw(name)
                    .path("$defs")
                    .fieldNames()
                    .forEachRemaining(own -> assertThat(shared.has(own)).isFalse());
        }
    }

    @Test
    void theWordsOfTheSchemasAreThoseOfTheRecords() {
        assertThat(words("integration", "/properties/sensitivity")).isEqualTo(words(Sensitivity.values()));
        assertThat(words("integration", "/properties/latency")).isEqualTo(words(Latency.values()));
        assertThat(words("tiers", "/$defs/failWord")).isEqualTo(words(FailMode.values()));
        assertThat(words("system", "/$defs/answer")).isEqualTo(words(MllpEndpoint.Answer.values()));
        assertThat(words("system", "/$defs/mllpEndpoint/properties/controlId"))
                .isEqualTo(words(MllpEndpoint.ControlId.values()));
        assertThat(words("system", "/$defs/auth/properties/kind"))
                .containsExactlyInAnyOrderElementsOf(words(HttpEndpoint.Auth.Kind.values()));
        assertThat(words("contract", "/$defs/classification"))
                .isEqualTo(Stream.of(Classification.values())
                        .map(Classification::label)
                        .toList());
    }

    @Test
    void theContractsThatShipFollowTheirSchema() throws IOException {
        var schema = REGISTRY.getSchema(Schemas.tree("contract"));
        try (var files = Files.walk(Path.of("src/main/resources/contracts"))) {
            assertThat(files.filter(f -> f.toString().endsWith(".yaml")).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(schema.validate(yaml(file))).isEmpty());
        }
    }

    @Test
    void theReferenceNamesEveryKeyWithItsFormAndDefault() {
        assertThat(SchemaReference.markdown("integration"))
                .contains("| `owner.team` | a text that is not empty | required | Name of the team. |")
                .contains("| `ack.onConflict` | `AR`, `AE`, `AA` | `\"AR\"` |");
        assertThat(SchemaReference.markdown("system"))
                .contains("| `listeners.<name>.frameLimit` (mllp) | a size such as 512KiB or 16MiB | `\"16MiB\"` |")
                .contains("| `endpoints.<name>.url` (http) |");
        assertThat(SchemaReference.markdown("tiers")).contains("`tiers.<name>.retries.first`");
    }

    /** With anchors resolved, which contracts may use. */
    private static JsonNode yaml(Path file) throws IOException {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        return new ObjectMapper().valueToTree(tree);
    }

    private static void defaults(JsonNode schema, JsonNode node) {
        node.properties().forEach(e -> {
            if (e.getValue().has("default")) {
                var shape = e.getValue().deepCopy();
                ((ObjectNode) shape).set("$defs", schema.get("$defs"));
                assertThat(REGISTRY.getSchema(shape).validate(e.getValue().get("default")))
                        .as(e.getKey())
                        .isEmpty();
            }
            defaults(schema, e.getValue());
        });
    }

    private static void titles(JsonNode node) {
        if (node.path("pattern").isTextual() || node.has("minimum") || node.has("exclusiveMinimum")) {
            assertThat(node.has("title")).as(node.toString()).isTrue();
        }
        if (node.path("propertyNames").has("pattern")) {
            assertThat(node.get("propertyNames").has("title")).isTrue();
        }
        // A part of a schema that is called "pattern" or "minimum" by its author would end here; there is none.
        node.forEach(SchemasTest::titles);
    }

    private static List<String> words(String schema, String pointer) {
        return Schemas.tree(schema)
                .at(pointer + "/enum")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> words(Word... words) {
        return Stream.of(words).map(Word::word).toList();
    }

    private static void collect(JsonNode node, String key, List<String> found) {
        if (node.path(key).isTextual()) {
            found.add(node.get(key).textValue());
        }
        node.forEach(child -> collect(child, key, found));
    }

    private static JsonNode raw(String name) throws IOException {
        return new ObjectMapper().readTree(SchemasTest.class.getResource("/schemas/" + name + ".schema.json"));
    }
}
