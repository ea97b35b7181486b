package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ContractCheckTest {

    private static final String CANARY = "CANARY-7391";

    private final ContractCheck check = ContractCheck.compile(ShippedContracts.read("patient"));

    @Test
    void acceptsAValidEventAsTreeAndAsBytes() {
        assertThat(check.validate(SamplePatient.tree())).isEmpty();
        assertThat(check.validate(SamplePatient.JSON.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void missesARequiredFieldWhetherAbsentOrEmpty() {
        assertThat(violations(p -> p.remove("identifier")))
                .containsExactly(new Violation(ContractProblem.FIELD_MISSING, "identifier", "identifier required"));
        assertThat(violations(p -> p.putArray("identifier")))
                .containsExactly(new Violation(ContractProblem.FIELD_MISSING, "identifier", "identifier minItems"));
        assertThat(violations(p -> first(p, "identifier").put("value", "")))
                .containsExactly(new Violation(
                        ContractProblem.FIELD_MISSING, "identifier[0].value", "identifier.value minLength"));
        assertThat(violations(p -> first(p, "name").put("family", "")))
                .extracting(Violation::code)
                .containsExactly(ContractProblem.FIELD_MISSING);
    }

    @Test
    void refusesAFieldThatTheContractDoesNotDeclareWithoutNamingIt() {
        assertThat(violations(p -> first(p, "address").put(CANARY, "x")))
                .containsExactly(
                        new Violation(ContractProblem.FIELD_UNKNOWN, "address[0]", "address additionalProperties"));
    }

    @Test
    void refusesValuesOutsideTheValueSetTypesAndFormats() {
        assertThat(violations(p -> p.put("gender", CANARY)))
                .containsExactly(new Violation(ContractProblem.VALUE_NOT_ALLOWED, "gender", "gender enum"));
        assertThat(violations(p -> p.put("active", CANARY)))
                .containsExactly(new Violation(ContractProblem.TYPE_WRONG, "active", "active type"));
        assertThat(violations(p -> p.put("birthDate", "18.08.1988")))
                .containsExactly(new Violation(ContractProblem.FORMAT_WRONG, "birthDate", "birthDate pattern"));
        assertThat(violations(p -> p.put("birthDate", "1988-13-01"))).isNotEmpty();
        assertThat(violations(p -> p.put("multipleBirthInteger", 0)))
                .extracting(Violation::code)
                .containsExactly(ContractProblem.LENGTH_WRONG);
    }

    @Test
    void nullDeletesAValueThatIsNotRequired() {
        assertThat(violations(p -> p.putNull("gender").putNull("birthDate").putNull("maritalStatus")))
                .isEmpty();
        assertThat(violations(p -> first(p, "address").putNull("city"))).isEmpty();
        assertThat(violations(p -> p.putNull("identifier")))
                .containsExactly(new Violation(ContractProblem.TYPE_WRONG, "identifier", "identifier type"));
        assertThat(violations(p -> p.putNull("telecom")))
                .containsExactly(new Violation(ContractProblem.TYPE_WRONG, "telecom", "telecom type"));
        assertThat(violations(p -> {
                    p.putArray("name").addObject().putNull("family");
                }))
                .containsExactly(new Violation(ContractProblem.RULE_FAILED, "", "name-usable"));
    }

    @Test
    void acceptsDatesAsFarAsTheyAreKnown() {
        for (var date : List.of("1988", "1988-08", "1988-08-18")) {
            assertThat(violations(p -> p.put("birthDate", date))).as(date).isEmpty();
        }
        for (var time :
                List.of("2024", "2024-02", "2024-02-29", "2024-02-29T23:59:60Z", "2024-02-29T10:00:00.5+05:30")) {
            assertThat(violations(p -> {
                        p.remove("deceasedBoolean");
                        p.put("deceasedDateTime", time);
                    }))
                    .as(time)
                    .isEmpty();
        }
        assertThat(violations(p -> p.put("deceasedDateTime", "2024-02-29T10:00:00")))
                .isNotEmpty();
    }

    @Test
    void namesTheQualityRuleThatDoesNotHold() {
        assertThat(violations(p -> p.put("deceasedDateTime", "2024")))
                .containsExactly(new Violation(ContractProblem.RULE_FAILED, "", "deceased-once"));
    }

    @Test
    void onlyWarnsWhereTheRuleSaysSo() {
        var event = SamplePatient.tree();
        event.remove("birthDate");
        assertThat(check.validate(event)).isEmpty();
        assertThat(check.warnings(event)).extracting(Violation::rule).containsExactly("birth-date-known");
    }

    @Test
    void assertsFormatsThatJsonSchemaLeavesOpen() {
        var contract = ContractReader.read("c/thing/1.0.0.odcs.yaml", Yaml.contract("thing", """
                      - {name: at, logicalType: timestamp, classification: internal}
                      - {name: day, logicalType: date, classification: internal}
                      - {name: id, logicalType: string, classification: internal, logicalTypeOptions: {format: uuid}}
                """))
                .contract()
                .orElseThrow();
        var strict = ContractCheck.compile(contract);
        assertThat(strict.validateTree(Map.of(
                        "at",
                        "2024-01-31T10:00:00Z",
                        "day",
                        "2024-01-31",
                        "id",
                        "018f4a54-0000-7000-8000-000000000000")))
                .isEmpty();
        assertThat(strict.validateTree(Map.of("at", "2024-02-30T10:00:00Z", "day", "2024-02-30", "id", "x")))
                .extracting(Violation::code)
                .containsOnly(ContractProblem.FORMAT_WRONG)
                .hasSize(3);
    }

    @Test
    void aViolationNeverCarriesAValue() {
        var found = violations(p -> {
            p.put("gender", CANARY).put("birthDate", CANARY).put(CANARY, CANARY);
            first(p, "telecom").put("system", CANARY).put("rank", CANARY);
            p.putArray("contact").add(CANARY);
        });
        assertThat(found).hasSizeGreaterThan(4);
        assertThat(found.toString()).doesNotContain(CANARY);
    }

    @Test
    void refusesWhatIsNoJsonObject() {
        for (var text : List.of("", "[]", "null", "\"x\"", "{", "{} {}", "[".repeat(5000))) {
            assertThat(check.validate(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text.length() > 9 ? "deep" : text)
                    .containsExactly(new Violation(ContractProblem.NOT_JSON, "", "type"));
        }
    }

    @Test
    void takesTensOfMicroseconds() {
        var event = SamplePatient.tree();
        for (int i = 0; i < 20_000; i++) {
            check.validate(event);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 5_000; i++) {
            check.validate(event);
        }
        // About 11 microseconds alone on the reference machine; the limit leaves room for a busy one.
        assertThat((System.nanoTime() - start) / 5_000).isLessThan(500_000);
    }

    private List<Violation> violations(Consumer<ObjectNode> change) {
        var event = SamplePatient.tree();
        change.accept(event);
        return check.validate(event);
    }

    private static ObjectNode first(ObjectNode event, String list) {
        return (ObjectNode) ((ArrayNode) event.get(list)).get(0);
    }
}
