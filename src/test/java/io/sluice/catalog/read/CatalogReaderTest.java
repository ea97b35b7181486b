package io.sluice.catalog.read;

import static io.sluice.catalog.read.TestSource.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {

    @Test
    void readsAWholeCatalogueWithoutProblems() {
        Catalog catalog = TestSource.good().read();

        assertThat(shown(catalog)).isEmpty();
        assertThat(catalog.environment()).isEqualTo("local");
        assertThat(catalog.integrations()).containsOnlyKeys("admissions", "adt-to-lab", "patient-to-erp");
        assertThat(catalog.systems()).containsOnlyKeys("ehr", "erp", "lab");
        assertThat(catalog.tiers()).containsOnlyKeys(1, 3);
        assertThat(catalog.tables()).containsOnlyKeys("sex");
        assertThat(catalog.contract("patient", "1")).isPresent();
        assertThat(catalog.contract("patient", "2")).isEmpty();
        assertThat(catalog.listener("ehr")).isPresent();
        assertThat(catalog.endpoint("erp/customers")).isPresent();
        assertThat(catalog.subscribersOf("patient")).extracting("name").containsExactly("patient-to-erp");
        assertThat(catalog.subscribersOfMessages("admissions"))
                .extracting("name")
                .containsExactly("adt-to-lab");
    }

    @Test
    void aBadIntegrationDoesNotStopTheOthers() {
        Catalog catalog = TestSource.good()
                .change("routes/admissions/integration.yaml", "criticality: 1", "criticality: 9")
                .read();

        assertThat(catalog.integrations()).containsOnlyKeys("adt-to-lab", "patient-to-erp");
        assertThat(catalog.refused()).containsOnlyKeys("admissions");
        assertThat(catalog.refused().get("admissions")).isEqualTo(catalog.problems());
    }

    @Test
    void aBadSystemRefusesOnlyTheIntegrationsThatNeedIt() {
        Catalog catalog = TestSource.good()
                .change("systems/lab.yaml", "port: 2600", "port: 70000")
                .read();

        assertThat(catalog.systems()).containsOnlyKeys("ehr", "erp");
        assertThat(catalog.refused()).containsOnlyKeys("adt-to-lab");
    }

    @Test
    void aBadTierRefusesTheIntegrationsInAllTiersOfTheFile() {
        Catalog catalog = TestSource.good()
                .change("tiers.yaml", "failMode: hold", "failMode: maybe")
                .read();

        assertThat(catalog.integrations()).isEmpty();
        assertThat(catalog.systems()).hasSize(3);
        assertThat(shown(catalog))
                .contains(
                        "tiers.yaml:17 catalog.value-invalid 'tiers.3.failMode' must be closed, open-with-flag, degrade or hold");
    }

    @Test
    void aBadTestIsReportedAndStopsNothing() {
        Catalog catalog = TestSource.good()
                .with("routes/admissions/tests/a01.yaml", "givn: {}\n")
                .read();

        assertThat(catalog.integrations()).containsKey("admissions");
        assertThat(shown(catalog))
                .contains("routes/admissions/tests/a01.yaml:1 catalog.key-unknown 'givn'; did you mean 'given'?");
    }

    @Test
    void aGoodTestIsNoProblem() {
        var test = """
                name: An admission publishes the patient
                given:
                  clock: 2026-01-15T08:30:00Z
                  message: {file: a01.hl7}
                  tables: {sex: {text: "from,to"}}
                expect:
                  ack: {code: AA}
                  state: COMPLETED
                  events: [{entity: patient, data: {active: true}, key: k}]
                  deliveries: [{to: erp/customers, body: {}}]
                  masked: [name]
                ignore: ["events[0].data.telecom"]
                """;

        assertThat(shown(TestSource.good()
                        .with("routes/admissions/tests/a01.yaml", test)
                        .read()))
                .isEmpty();
        assertThat(shown(TestSource.good()
                        .with("routes/admissions/tests/a01.yaml", test.replace("{file: a01.hl7}", "{file: a, text: b}"))
                        .read()))
                .isEqualTo(
                        "routes/admissions/tests/a01.yaml:4 catalog.value-invalid 'given.message' must be one of file"
                                + " and text");
    }

    @Test
    void anIntegrationThatIsRefusedStillHasSubscribers() {
        Catalog catalog =
                TestSource.good().without("routes/admissions/integration.yaml").read();

        assertThat(catalog.refused()).containsOnlyKeys("admissions");
        assertThat(catalog.integrations()).containsKey("adt-to-lab");
    }

    @Test
    void everyReferenceIsLookedUp() {
        Catalog catalog = TestSource.good()
                .change("routes/admissions/admissions.camel.yaml", "receive:mllp:ehr", "receive:mllp:her")
                .change("routes/admissions/admissions.camel.yaml", "map:adt-to-patient", "map:adt-to-pat")
                .change("routes/admissions/admissions.camel.yaml", "publish:patient", "publish:encounter")
                .change("routes/admissions/integration.yaml", "source: ehr", "source: ehrr")
                .change("routes/patient-to-erp/patient-to-erp.camel.yaml", "send:erp/customers", "send:erp/customer")
                .change("routes/patient-to-erp/integration.yaml", "[identifier]", "[identifier, name]")
                .change("routes/adt-to-lab/adt-to-lab.camel.yaml", "message/admissions", "message/admission")
                .change("routes/adt-to-lab/adt-to-lab.camel.yaml", "send:lab/adt", "send:erp/customers")
                .read();

        assertThat(shown(catalog)).isEqualTo("""
                        routes/admissions/admissions.camel.yaml:4 catalog.listener-unknown 'her'; did you mean 'ehr'?; known: ehr
                        routes/admissions/admissions.camel.yaml:6 catalog.mapping-unknown 'adt-to-pat'; did you mean 'adt-to-patient'?; known: adt-to-patient
                        routes/admissions/admissions.camel.yaml:7 catalog.publishes-undeclared 'encounter'; known: patient
                        routes/admissions/integration.yaml:7 catalog.system-unknown 'ehrr'; did you mean 'ehr'?; known: ehr, erp, lab
                        routes/adt-to-lab/adt-to-lab.camel.yaml:4 catalog.integration-unknown 'admission'; did you mean 'admissions'?
                        routes/adt-to-lab/adt-to-lab.camel.yaml:7 catalog.target-other 'erp', the target is 'lab'
                        routes/patient-to-erp/integration.yaml:9 catalog.field-unknown 'name' in patient/1.0.0
                        routes/patient-to-erp/patient-to-erp.camel.yaml:7 catalog.endpoint-unknown of erp: 'customer'; did you mean 'customers'?; known: customers""");
    }

    @Test
    void whoSubscribesSaysForWhomAndWhyAndWhat() {
        Catalog catalog = TestSource.good()
                .change("routes/patient-to-erp/integration.yaml", "target: erp\n", "")
                .change("routes/patient-to-erp/integration.yaml", "purpose: HPAYMT\n", "")
                .change("routes/patient-to-erp/integration.yaml", "reads: {patient: [identifier]}\n", "")
                .read();

        assertThat(shown(catalog)).isEqualTo("""
                        routes/patient-to-erp/integration.yaml:1 catalog.purpose-missing
                        routes/patient-to-erp/integration.yaml:1 catalog.reads-missing 'patient'
                        routes/patient-to-erp/integration.yaml:1 catalog.target-missing""");
    }

    @Test
    void aTargetReadsOnlyForItsPurposes() {
        Catalog catalog = TestSource.good()
                .change("routes/patient-to-erp/integration.yaml", "HPAYMT", "HRESCH")
                .read();

        assertThat(shown(catalog))
                .contains("integration.yaml:8 catalog.purpose-not-allowed 'HRESCH'; purposes of erp: [HPAYMT]");
    }

    @Test
    void anEntityWithoutContractIsNotSubscribedToOrPublished() {
        Catalog catalog =
                TestSource.good().without("contracts/patient/1.0.0.odcs.yaml").read();

        assertThat(shown(catalog))
                .contains("routes/admissions/integration.yaml:14 catalog.contract-unknown 'patient' in version 1")
                .contains("routes/patient-to-erp/patient-to-erp.camel.yaml:4 catalog.contract-unknown 'patient'");
        assertThat(catalog.integrations()).containsOnlyKeys("adt-to-lab");
    }

    @Test
    void sensitivityIsAtLeastThatOfTheFieldsCarried() {
        Catalog catalog = TestSource.good()
                .change("routes/admissions/integration.yaml", "sensitivity: phi", "sensitivity: financial")
                .change("routes/patient-to-erp/integration.yaml", "sensitivity: phi", "sensitivity: internal")
                .change("routes/patient-to-erp/integration.yaml", "[identifier]", "[active]")
                .read();

        assertThat(shown(catalog))
                .isEqualTo(
                        "routes/admissions/integration.yaml:14 catalog.sensitivity-too-low 'financial', fields of class"
                                + " phi.identifier need 'phi'");
    }

    @Test
    void integrationsOfOneListenerMustNotOverlapAndTheLaterIsRefused() {
        Catalog catalog = second("[ADT^A01]", "AR").read();

        assertThat(shown(catalog))
                .isEqualTo("routes/zweite/integration.yaml:8 catalog.accepts-overlap with admissions");
        assertThat(catalog.integrations()).containsKey("admissions");
        assertThat(catalog.refused()).containsOnlyKeys("zweite");
    }

    @Test
    void ofTwoThatOverlapTheOneWithOtherProblemsIsRefused() {
        Catalog catalog = second("[ADT^A01]", "AR")
                .change("routes/admissions/integration.yaml", "latency: real-time", "latency: soon")
                .read();

        assertThat(catalog.integrations()).containsKey("zweite");
        assertThat(catalog.refused()).containsOnlyKeys("admissions");
    }

    @Test
    void integrationsOfOneListenerAnswerUnacceptedMessagesAlike() {
        Catalog catalog = second("[ORU^R01]", "AE").read();

        assertThat(shown(catalog))
                .isEqualTo("routes/zweite/integration.yaml:11 catalog.answers-differ admissions says AR");
    }

    @Test
    void routeIdsAreUniqueOverAllIntegrations() {
        Catalog catalog = second("[ORU^R01]", "AR")
                .change("routes/zweite/zweite.camel.yaml", "id: zweite", "id: admissions")
                .read();

        assertThat(shown(catalog))
                .isEqualTo(
                        "routes/zweite/zweite.camel.yaml:2 catalog.name-twice route 'admissions', also in admissions");
    }

    @Test
    void aDirectStaysWithinItsIntegration() {
        Catalog catalog = TestSource.good()
                .change("routes/admissions/admissions.camel.yaml", "publish:patient", "direct:elsewhere")
                .read();

        assertThat(shown(catalog)).contains("admissions.camel.yaml:7 catalog.direct-unknown 'elsewhere'");
    }

    @Test
    void twoListenersNeedTwoNamesAndTwoPorts() {
        Catalog catalog =
                TestSource.good().with("systems/imaging.yaml", TestSource.EHR).read();

        assertThat(shown(catalog)).isEqualTo("""
                        systems/imaging.yaml:8 catalog.name-twice listener 'ehr', also in ehr/ehr
                        systems/imaging.yaml:10 catalog.port-twice 2575, also in ehr/ehr""");
        assertThat(catalog.systems()).containsKey("ehr").doesNotContainKey("imaging");
    }

    @Test
    void filesThatNothingReadsAreNamed() {
        Catalog catalog = TestSource.good()
                .with("routes/admissions/integration.yml", "")
                .with("systems/old/ehr.yaml", TestSource.LAB)
                .with("contracts/patient/2.0.0.yaml", "")
                .read();

        assertThat(catalog.problems())
                .filteredOn(p -> p.code().code().equals("catalog.file-stray"))
                .extracting("file")
                .containsExactly(
                        "contracts/patient/2.0.0.yaml", "routes/admissions/integration.yml", "systems/old/ehr.yaml");
    }

    @Test
    void variablesAreTakenFromTheEnvironmentOfTheProcess() {
        Catalog catalog = TestSource.good().read(Map.of("SLUICE_MLLP_PORT", "3575", "SLUICE_ENV", ""));

        assertThat(catalog.systems().get("ehr").listeners().get("ehr")).hasFieldOrPropertyWithValue("port", 3575);
    }

    private static TestSource second(String types, String onUnaccepted) {
        return TestSource.good()
                .with("routes/zweite/integration.yaml", """
                        version: 1.0.0
                        description: A second integration on the same listener
                        owner: {team: Patient Access, contact: patient-access@example.org}
                        criticality: 1
                        sensitivity: phi
                        latency: real-time
                        source: ehr
                        accepts:
                          types: %s
                        ack:
                          onUnaccepted: %s
                        """.formatted(types, onUnaccepted))
                .with("routes/zweite/zweite.camel.yaml", """
                        - route:
                            id: zweite
                            from:
                              uri: receive:mllp:ehr
                              steps:
                                - to: send:lab/adt
                        """);
    }
}
