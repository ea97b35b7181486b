package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.contract.Change.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

    @Test
    void theSameContractHasNoChanges() {
        for (var entity : ShippedContracts.ENTITIES) {
            var contract = ShippedContracts.read(entity);
            assertThat(Compatibility.compare(contract, contract)).as(entity).isEmpty();
        }
    }

    @Test
    void findsRemovedAddedAndNewlyRequiredFields() {
        assertThat(compare("""
                      - {name: gone, logicalType: string, classification: internal}
                      - {name: kept, logicalType: string, classification: internal}
                """, """
                      - {name: kept, logicalType: string, required: true, classification: internal}
                      - {name: more, logicalType: string, classification: internal}
                """))
                .extracting(Change::path, Change::kind)
                .containsExactly(
                        tuple("kept", Kind.REQUIRED_ADDED),
                        tuple("more", Kind.FIELD_ADDED),
                        tuple("gone", Kind.FIELD_REMOVED));
    }

    @Test
    void findsNarrowedTypesValuesAndLimits() {
        assertThat(compare("""
                      - {name: amount, logicalType: number, classification: internal}
                      - {name: day, logicalType: date, classification: internal}
                      - {name: odd, logicalType: boolean, classification: internal}
                      - {name: code, logicalType: string, classification: internal, quality: [{metric: invalidValues, mustBe: 0, arguments: {validValues: [a, b]}}]}
                      - {name: list, logicalType: array, classification: internal, logicalTypeOptions: {maxItems: 5}, items: {logicalType: integer}}
                """, """
                      - {name: amount, logicalType: integer, classification: internal}
                      - {name: day, logicalType: string, classification: internal}
                      - {name: odd, logicalType: integer, classification: internal}
                      - {name: code, logicalType: string, classification: internal, quality: [{metric: invalidValues, mustBe: 0, arguments: {validValues: [b, c]}}]}
                      - {name: list, logicalType: array, classification: internal, logicalTypeOptions: {maxItems: 3}, items: {logicalType: string}}
                """))
                .extracting(Change::path, Change::kind)
                .containsExactly(
                        tuple("amount", Kind.TYPE_NARROWED),
                        tuple("day", Kind.TYPE_WIDENED),
                        tuple("odd", Kind.TYPE_CHANGED),
                        tuple("code", Kind.VALUES_NARROWED),
                        tuple("code", Kind.VALUES_WIDENED),
                        tuple("list", Kind.LIMITS_NARROWED),
                        tuple("list", Kind.TYPE_CHANGED));
    }

    @Test
    void findsChangesDeepInsideObjectsAndLists() {
        var line =
                "      - {name: a, logicalType: array, classification: internal, items: {logicalType: object, properties: "
                        + "[{name: b, logicalType: string, classification: %s}]}}";
        assertThat(compare(line.formatted("phi.identifier"), line.formatted("public")))
                .containsExactly(new Change("a.b", Kind.CLASSIFICATION_LOWERED, "phi.identifier to public"));
    }

    @Test
    void findsChangedRules() {
        var field = "      - {name: a, logicalType: string, classification: internal}";
        var rule = "{name: r, type: custom, engine: json-schema, implementation: {required: [%s]}}";
        var older = read("1.0.0", field, rule.formatted("a"));
        assertThat(Compatibility.compare(older, read("1.0.0", field, rule.formatted("b"))))
                .extracting(Change::kind)
                .containsExactly(Kind.RULE_CHANGED);
        assertThat(Compatibility.compare(older, read("1.0.0", field, "")))
                .extracting(Change::kind)
                .containsExactly(Kind.RULE_REMOVED);
    }

    @Test
    void aBreakingChangeNeedsANewMajorVersion() {
        var older = read("1.0.0", "      - {name: a, logicalType: string, classification: internal}", "");
        var breaking = "      - {name: a, logicalType: string, required: true, classification: internal}";
        var harmless = "      - {name: a, logicalType: string, classification: internal}\n"
                + "      - {name: b, logicalType: string, classification: internal}";
        assertThat(Compatibility.needsNewMajor(older, read("1.1.0", breaking, "")))
                .isTrue();
        assertThat(Compatibility.needsNewMajor(older, read("2.0.0", breaking, "")))
                .isFalse();
        assertThat(Compatibility.needsNewMajor(older, read("1.1.0", harmless, "")))
                .isFalse();
    }

    private static List<Change> compare(String older, String newer) {
        return Compatibility.compare(read("1.0.0", older, ""), read("1.1.0", newer, ""));
    }

    private static Contract read(String version, String properties, String quality) {
        var result = ContractReader.read(
                "thing/" + version + ".odcs.yaml", Yaml.contract("thing", version, properties, quality));
        return result.contract().orElseThrow(() -> new AssertionError(result.problems()));
    }
}
