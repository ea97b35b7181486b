package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.json.Json;
import io.sluice.message.NormalisedCount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Values of one meaning get one form, and nothing is guessed. */
class NormaliseMappingTest {

    private static final String RULES = """
            normalise:
              - {field: telecom.value, rule: phone, region: US, where: {system: phone}}
              - {field: birthDate, rule: date, from: [MM/dd/yyyy, dd/MM/yyyy, yyyyMMdd]}
              - {field: line.quantity.unit, rule: unit}
              - {field: gender, rule: code, table: sex}
              - {field: identifier.value, rule: id, keep: alphanumeric, upper: true, length: 8}
            """;

    private static final CodeTables TABLES = new CodeTables(Map.of(
            "sex", CodeTable.read("sex", "from,to\nM,male\nF,female\n*,unknown\n".getBytes(StandardCharsets.UTF_8))));

    private static MapResult run(Object tree) {
        return Mappings.compile("tidy.normalise.yaml", RULES, TABLES)
                .run(new MapContext(MapSource.ofTree(tree), Instant.EPOCH, ZoneOffset.UTC));
    }

    private static Object json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String one(NormaliseRule rule, String value) {
        return rule.apply(value, LocalDate.EPOCH).orElse("-");
    }

    @Test
    void eachFieldGetsItsFormAndWhatWasDoneIsCounted() {
        var result = run(json("""
                {"telecom": [{"system": "phone", "value": "(217) 555-0100"}, {"system": "email", "value": "1234567"},
                             {"system": "phone", "value": "call me"}, {"system": "phone", "value": "+12175550100"}],
                 "birthDate": "03/20/1962", "gender": "F", "note": "03/20/1962",
                 "line": [{"quantity": {"value": 1.50, "unit": "mcg/dL"}}, {"quantity": {"unit": "bottles"}}],
                 "identifier": [{"value": "ab-12 3"}]}"""));

        assertThat(new String(result.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"telecom\":[{\"system\":\"phone\",\"value\":\"+12175550100\"},{\"system\":\"email\",\"value\":\"1234567\"},"
                                + "{\"system\":\"phone\",\"value\":\"call me\"},{\"system\":\"phone\",\"value\":\"+12175550100\"}],"
                                + "\"birthDate\":\"1962-03-20\",\"gender\":\"female\",\"note\":\"03/20/1962\","
                                + "\"line\":[{\"quantity\":{\"value\":1.50,\"unit\":\"ug/dL\"}},{\"quantity\":{\"unit\":\"bottles\"}}],"
                                + "\"identifier\":[{\"value\":\"000AB123\"}]}");
        assertThat(result.normalised())
                .containsExactly(
                        new NormalisedCount("telecom.value", "phone", 1, 1),
                        new NormalisedCount("birthDate", "date", 1, 0),
                        new NormalisedCount("line.quantity.unit", "unit", 1, 1),
                        new NormalisedCount("gender", "code", 1, 0),
                        new NormalisedCount("identifier.value", "id", 1, 0));
        assertThat(result.tables().versions()).containsOnlyKeys("sex");
    }

    @Test
    void whatHasTwoReadingsOrNoneStaysAsItCame() {
        var dates = new DateRule(List.of(DateRule.pattern("MM/dd/yyyy"), DateRule.pattern("dd/MM/yyyy")));
        assertThat(one(dates, "03/04/1962")).as("April or March").isEqualTo("-");
        assertThat(one(dates, "04/04/1962")).as("both read it as one day").isEqualTo("1962-04-04");
        assertThat(one(dates, "02/30/1962")).isEqualTo("-");
        assertThat(one(new UnitRule(), "MM/L")).as("another unit by its case").isEqualTo("mmol/L");
        assertThat(one(new UnitRule(), "MG/DL")).isEqualTo("mg/dL");
        assertThat(one(new UnitRule(), "furlong")).isEqualTo("-");
        assertThat(run(json("{\"gender\": \"X\"}")).tree()).as("no default").isEqualTo(Map.of("gender", "X"));
        assertThat(run(json("{\"gender\": null}")).normalised()).allMatch(count -> count.changed() + count.kept() == 0);
    }

    @Test
    void telephonesAreE164() {
        var us = new PhoneRule(PhoneRule.REGIONS.get("US"));
        var germany = new PhoneRule(PhoneRule.REGIONS.get("DE"));
        assertThat(one(us, "217.555.0100")).isEqualTo("+12175550100");
        assertThat(one(us, "1-217-555-0100")).isEqualTo("+12175550100");
        assertThat(one(us, "+49 30 123456")).isEqualTo("+4930123456");
        assertThat(one(us, "555-0100")).as("without an area").isEqualTo("-");
        assertThat(one(us, "117-555-0100")).isEqualTo("-");
        assertThat(one(us, "217-555-0100 x12")).as("an extension would be lost").isEqualTo("-");
        assertThat(one(germany, "030 / 123456")).isEqualTo("+4930123456");
        assertThat(one(germany, "30 123456")).as("with or without an area").isEqualTo("-");
        assertThat(one(germany, "+49 (0)30 123456")).isEqualTo("-");
    }

    @Test
    void aTableThatLeadsFromOneTranslationToAnotherIsRefused() {
        var swap = new CodeTables(
                Map.of("swap", CodeTable.read("swap", "a,b\n1,2\n2,1\n".getBytes(StandardCharsets.UTF_8))));
        assertThatThrownBy(() -> Mappings.compile(
                        "x.normalise.yaml", "normalise:\n  - {field: a, rule: code, table: swap}\n", swap))
                .hasMessageContaining("map.normalise-invalid")
                .hasMessageContaining(":2:");
        assertThatThrownBy(
                        () -> Mappings.compile("x.normalise.yaml", "normalise:\n  - {field: a, rule: magic}\n", swap))
                .hasMessageContaining("phone, date, unit, code, id");
    }

    @Test
    void countsStandInTheHopAndAreReadFromIt() {
        var detail = new java.util.TreeMap<String, String>();
        new NormalisedCount("telecom.value", "phone", 2, 1).addTo(detail);
        new NormalisedCount("birthDate", "date", 0, 0).addTo(detail);
        assertThat(detail).containsExactly(Map.entry("normalised:telecom.value", "phone changed=2 kept=1"));
        assertThat(NormalisedCount.of(detail)).containsExactly(new NormalisedCount("telecom.value", "phone", 2, 1));
    }

    @Property(tries = 500)
    void twiceIsAsOnce(@ForAll("values") String phone, @ForAll("values") String other) {
        Object tree = Map.of(
                "telecom", List.of(Map.of("system", "phone", "value", phone)),
                "birthDate", other,
                "gender", phone,
                "line", List.of(Map.of("quantity", Map.of("unit", other))),
                "identifier", List.of(Map.of("value", phone), Map.of("value", other)));

        MapResult once = run(tree);
        MapResult twice = run(once.tree());

        assertThat(twice.bytes()).isEqualTo(once.bytes());
        assertThat(twice.normalised()).allMatch(count -> count.changed() == 0);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789 +-()./x").ofMaxLength(18),
                Arbitraries.strings().withChars("mgduLlIUKM/%^*[]µ0123").ofMaxLength(9),
                Arbitraries.of(
                        "M", "male", "F", "03/20/1962", "19620320", "1962-03-20", "mIU/mL", "K/uL", "2175550100", "*"),
                Arbitraries.strings().ofMaxLength(12));
    }
}
