package io.sluice.catalog.read;

import static io.sluice.catalog.read.TestSource.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Ack;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Latency;
import io.sluice.catalog.Owner;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.Verbs;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntegrationFileTest {

    private static final String FILE = "routes/admissions/integration.yaml";

    @Test
    void readsEveryKey() {
        Integration admissions = TestSource.good().read().integrations().get("admissions");

        assertThat(admissions.version()).isEqualTo("1.0.0");
        assertThat(admissions.owner()).isEqualTo(new Owner("Patient Access", "patient-access@example.org"));
        assertThat(admissions.criticality()).isEqualTo(1);
        assertThat(admissions.tier().name()).isEqualTo("patient safety and access");
        assertThat(admissions.sensitivity()).isEqualTo(Sensitivity.PHI);
        assertThat(admissions.latency()).isEqualTo(Latency.REAL_TIME);
        assertThat(admissions.source()).contains("ehr");
        assertThat(admissions.format()).isEqualTo("hl7v2");
        assertThat(admissions.accepts().types()).containsExactly("ADT^A*");
        assertThat(admissions.fields()).containsExactlyEntriesOf(orderedFields());
        assertThat(admissions.orderBy()).containsExactly("mrn", "MRG-1-1");
        assertThat(admissions.duplicates().orElseThrow().key()).containsExactly("MSH-3", "MSH-4", "MSH-10");
        assertThat(admissions.duplicates().orElseThrow().ignore()).containsExactly("MSH-7");
        assertThat(admissions.businessKeys()).containsExactly("mrn", "visit");
        assertThat(admissions.ack().type()).contains("ACK^A01");
        assertThat(admissions.publishes()).isEqualTo(Map.of("patient", "1"));
        assertThat(admissions.sla().orElseThrow().complete()).isEqualTo(Duration.ofSeconds(30));
        assertThat(admissions.sla().orElseThrow().objective()).isEqualTo(99.9);
        assertThat(admissions.folder()).isEqualTo("routes/admissions");
        assertThat(admissions.mappings()).containsOnlyKeys("adt-to-patient");
        assertThat(admissions.verbs().receives())
                .containsExactly(new Verbs.Receive("mllp", "ehr", "routes/admissions/admissions.camel.yaml", 4));
    }

    @Test
    void readsWhoSubscribes() {
        Integration toErp = TestSource.good().read().integrations().get("patient-to-erp");

        assertThat(toErp.target()).contains("erp");
        assertThat(toErp.purpose()).contains("HPAYMT");
        assertThat(toErp.reads()).isEqualTo(Map.of("patient", List.of("identifier")));
        assertThat(toErp.format()).isEqualTo("json");
        assertThat(toErp.verbs().subscribes().getFirst().entities()).isEqualTo(Set.of("patient"));
        assertThat(toErp.verbs().sends().getFirst().id()).isEqualTo("erp/customers");
    }

    @Test
    void onlyWhatHasAReplyIsCalledAndWhatIsOnlyReadIsNotDeliveredTo() {
        var called = TestSource.good()
                .change(
                        "routes/adt-to-lab/adt-to-lab.camel.yaml",
                        "send:lab/adt",
                        "{uri: \"send:lab/adt?mode=call\", variableReceive: reply}")
                .read();
        var read = TestSource.good()
                .change("systems/erp.yaml", "method: PUT", "method: GET")
                .read();

        assertThat(shown(called)).contains("catalog.call-impossible 'lab/adt' has the transport mllp");
        assertThat(shown(read)).contains("catalog.call-impossible 'erp/customers' only reads (GET): add ?mode=call");
    }

    @Test
    void fillsInDefaults() {
        Integration toLab = TestSource.good().read().integrations().get("adt-to-lab");

        assertThat(toLab.format()).isEqualTo("hl7v2");
        assertThat(toLab.ack()).isEqualTo(Ack.DEFAULT);
        assertThat(toLab.accepts().types()).isEmpty();
        assertThat(toLab.orderBy()).isEmpty();
        assertThat(toLab.duplicates()).isEmpty();
        assertThat(toLab.sla()).isEmpty();
        var duplicates =
                TestSource.good().read().integrations().get("admissions").duplicates();
        assertThat(duplicates.orElseThrow().window()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void reportsAllProblemsAtOnceWithLineKeyAndAcceptedValues() {
        var catalog = TestSource.good().with(FILE, """
                        version: 1.0
                        description: ""
                        owner: {team: Patient Access}
                        criticality: high
                        latency: realtime
                        accepts: {types: ["*^A01"]}
                        fields: {MRN: PID-3}
                        duplicates: {key: [], window: 30}
                        ack: {onConflict: AX}
                        publishes: {patient: 1}
                        sla: {complete: PT, objective: 101}
                        """).read();

        assertThat(shown(catalog).lines().filter(l -> l.startsWith(FILE)))
                .containsExactly(
                        FILE + ":1 catalog.key-missing 'sensitivity'",
                        FILE + ":1 catalog.value-invalid 'version' must be a semantic version such as 1.0.0",
                        FILE + ":2 catalog.value-invalid 'description' must be a text that is not empty",
                        FILE + ":3 catalog.key-missing 'contact' in 'owner'",
                        FILE + ":4 catalog.value-invalid 'criticality' must be one of: 1, 2, 3, 4",
                        FILE + ":5 catalog.value-invalid 'latency' must be one of: real-time, near-real-time, batch;"
                                + " did you mean 'real-time'?",
                        FILE + ":6 catalog.value-invalid 'accepts.types.0' must be a message type such as ADT^A01,"
                                + " ADT^A* or *",
                        FILE + ":7 catalog.name-invalid 'MRN' must be a field name of letters and digits that begins"
                                + " with a lower-case letter",
                        FILE + ":8 catalog.value-invalid 'duplicates.key' must be a list that is not empty",
                        FILE
                                + ":8 catalog.value-invalid 'duplicates.window' must be a duration such as 500ms, 30s, 15m,"
                                + " 24h, 30d, or ISO 8601 such as PT30S",
                        FILE + ":9 catalog.value-invalid 'ack.onConflict' must be one of: AR, AE, AA",
                        FILE + ":10 catalog.value-invalid 'publishes.patient' must be a contract version in quotes:"
                                + " \"1\" (the newest 1.x.y), \"1.2\" or \"1.2.0\"",
                        FILE + ":11 catalog.value-invalid 'sla.complete' must be a duration such as 500ms, 30s, 15m,"
                                + " 24h, 30d, or ISO 8601 such as PT30S",
                        FILE + ":11 catalog.value-invalid 'sla.objective' must be a percentage above 0 and up to 100");
    }

    @Test
    void namesAnUnknownKeyAndWhatMayHaveBeenMeant() {
        var catalog = TestSource.good().change(FILE, "orderBy:", "orderby:").read();

        assertThat(shown(catalog))
                .startsWith(FILE + ":10 catalog.key-unknown 'orderby'; did you mean 'orderBy'?; known: version,");
    }

    @Test
    void withoutOwnerCriticalitySensitivityAndLatencyItDoesNotStart() {
        for (String key : List.of("owner", "criticality", "sensitivity", "latency")) {
            var text = TestSource.ADMISSIONS.replaceAll("(?m)^" + key + ":.*\n", "");
            var catalog = TestSource.good().with(FILE, text).read();

            assertThat(catalog.refused()).containsOnlyKeys("admissions");
            assertThat(shown(catalog)).isEqualTo(FILE + ":1 catalog.key-missing '" + key + "'");
        }
    }

    @Test
    void keysNameFieldsOrPaths() {
        var catalog = TestSource.good()
                .change(FILE, "mrn: \"PID-3[5=MR]-1\"", "mrn: \"PID-3[\", type: PV1-2, rel: \"5-1\"")
                .change(FILE, "orderBy: [mrn, MRG-1-1]", "orderBy: [mrm, MRG-0]")
                .change(FILE, "businessKeys: [mrn, visit]", "businessKeys: [visits]")
                .read();

        assertThat(shown(catalog).lines())
                .anyMatch(l -> l.startsWith(FILE + ":9 catalog.value-invalid not a path of hl7v2"))
                .contains(
                        FILE + ":9 catalog.name-invalid 'type' is a header of the engine",
                        FILE
                                + ":9 catalog.value-invalid not a path of hl7v2: a path begins with a segment, for example PID-3",
                        FILE + ":10 catalog.field-unknown 'mrm'; did you mean 'mrn'?",
                        FILE + ":12 catalog.field-unknown 'visits'; did you mean 'visit'?")
                .anyMatch(l -> l.startsWith(FILE + ":10 catalog.value-invalid not a path of hl7v2"));
    }

    @Test
    void anApplicationAcknowledgementMustBeDeclared() {
        assertThat(shown(TestSource.good().change(FILE, "ACK^A01", "RSP^K11").read()))
                .isEqualTo(FILE + ":13 catalog.ack-undeclared 'RSP^K11'");
        assertThat(shown(TestSource.good()
                        .change(FILE, "type: ACK^A01", "type: RSP^K11, application: true")
                        .read()))
                .isEmpty();
    }

    @Test
    void aFolderWithoutIntegrationFileOrRouteSaysSo() {
        var catalog = TestSource.good()
                .without(FILE)
                .without("routes/admissions/admissions.camel.yaml")
                .read();

        assertThat(shown(catalog)).isEqualTo("""
                        routes/admissions/ catalog.file-missing a route, routes/admissions/admissions.camel.yaml
                        routes/admissions/integration.yaml catalog.file-missing owner, criticality, sensitivity and latency stand in it""");
    }

    @Test
    void aMappingHasOneFile() {
        var catalog = TestSource.good()
                .with("routes/admissions/adt-to-patient.edit.yaml", "edit:\n  - {clear: MSH-5, from: MSH-6}\n")
                .read();

        assertThat(shown(catalog)).isEqualTo("""
                        routes/admissions/adt-to-patient.edit.yaml catalog.name-twice also routes/admissions/adt-to-patient.jsonata
                        routes/admissions/adt-to-patient.edit.yaml:2 catalog.value-invalid 'edit.0' must be one of set (with one of value, from, jsonata), clear or delete, and perhaps missing: skip""");
    }

    private static Map<String, String> orderedFields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("mrn", "PID-3[5=MR]-1");
        fields.put("visit", "PV1-19-1");
        return fields;
    }
}
