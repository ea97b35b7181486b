package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.message.FileProblem;
import org.junit.jupiter.api.Test;

class ContractReaderTest {

    @Test
    void reportsAllProblemsOfAFileAtOnceWithTheirLines() {
        var yaml = """
                apiVersion: v2.0.0
                kind: DataContract
                id: x
                version: one
                status: live
                colour: red
                schema:
                  - name: thing
                    properties:
                      - {name: a, logicalType: text, classification: internal}
                      - {name: b, logicalType: string, classification: secret}
                      - {name: c, logicalType: string}
                      - {name: d, logicalType: array, classification: internal}
                """;
        var problems =
                ContractReader.read("contracts/thing/1.0.0.odcs.yaml", yaml).problems();
        assertThat(problems)
                .extracting(FileProblem::line, p -> p.code().code())
                .contains(
                        tuple(1, "contract.key-invalid"),
                        tuple(4, "contract.key-invalid"),
                        tuple(5, "contract.key-invalid"),
                        tuple(6, "contract.key-unknown"),
                        tuple(1, "contract.key-missing"),
                        tuple(10, "contract.key-invalid"),
                        tuple(11, "contract.classification-unknown"),
                        tuple(12, "contract.classification-unknown"),
                        tuple(13, "contract.key-missing"));
        assertThat(problems).isSorted();
    }

    @Test
    void givesNoContractWhenAnythingIsWrong() {
        var result = ContractReader.read(
                "contracts/thing/1.0.0.odcs.yaml", Yaml.contract("thing", "      - {name: a, logicalType: string}"));
        assertThat(result.contract()).isEmpty();
        assertThat(result.problems()).hasSize(1);
    }

    @Test
    void insistsThatTheFileStandsWhereItsContentSays() {
        var yaml = Yaml.contract("thing", "      - {name: a, logicalType: string, classification: public}");
        assertThat(ContractReader.read("contracts/thing/1.0.0.odcs.yaml", yaml).problems())
                .isEmpty();
        assertThat(ContractReader.read("contracts/other/1.0.0.odcs.yaml", yaml).problems())
                .extracting(FileProblem::code)
                .containsExactly(ContractProblem.PLACE_WRONG);
        assertThat(ContractReader.read("contracts/thing/2.0.0.odcs.yaml", yaml).problems())
                .hasSize(1);
    }

    @Test
    void saysWhereTheYamlIsBroken() {
        assertThat(ContractReader.read("x.yaml", "a: 1\nb: [\n").problems())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo(ContractProblem.YAML);
                    assertThat(p.line()).isPositive();
                });
        assertThat(ContractReader.read("x.yaml", "").problems()).hasSize(1);
        assertThat(ContractReader.read("x.yaml", "- a\n- b\n").problems()).hasSize(1);
    }

    @Test
    void refusesATypeThatContainsItselfAndDoubleNames() {
        var loop = Yaml.contract("thing", """
                      - &loop
                        name: a
                        logicalType: object
                        classification: internal
                        properties: [*loop]
                """);
        assertThat(ContractReader.read("thing/1.0.0.odcs.yaml", loop).problems())
                .extracting(FileProblem::code)
                .containsExactly(ContractProblem.KEY_INVALID);
        var twice = Yaml.contract("thing", """
                      - {name: a, logicalType: string, classification: internal}
                      - {name: a, logicalType: string, classification: internal}
                """);
        assertThat(ContractReader.read("thing/1.0.0.odcs.yaml", twice).problems())
                .extracting(FileProblem::code, FileProblem::line)
                .containsExactly(tuple(ContractProblem.FIELD_REPEATED, 12));
    }

    @Test
    void refusesQualityRulesThatOneEventCannotDecide() {
        var yaml = Yaml.contract("thing", """
                      - name: a
                        logicalType: string
                        classification: internal
                        quality: [{metric: rowCount, mustBeGreaterThan: 5}]
                """);
        assertThat(ContractReader.read("thing/1.0.0.odcs.yaml", yaml).problems())
                .extracting(FileProblem::code)
                .containsExactly(ContractProblem.QUALITY_UNSUPPORTED);
    }

    @Test
    void aVersionServesTheMajorThatAnIntegrationAsksFor() {
        var version = ContractVersion.of("1.12.0").orElseThrow();
        assertThat(version.satisfies("1")).isTrue();
        assertThat(version.satisfies("1.12")).isTrue();
        assertThat(version.satisfies("1.1")).isFalse();
        assertThat(version).isGreaterThan(ContractVersion.of("1.2.9").orElseThrow());
    }
}
