package io.sluice.catalog.read;

import io.sluice.catalog.Catalog;
import io.sluice.message.FileProblem;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A small catalogue without problems, from which each test departs: {@code admissions} receives from {@code ehr} and
 * publishes patients, {@code patient-to-erp} reads them for {@code erp}, {@code adt-to-lab} takes the messages of
 * admissions to {@code lab}.
 */
final class TestSource implements CatalogSource {

    private final Map<String, String> files = new TreeMap<>();

    static TestSource good() {
        return new TestSource()
                .with("tiers.yaml", TIERS)
                .with("systems/ehr.yaml", EHR)
                .with("systems/erp.yaml", ERP)
                .with("systems/lab.yaml", LAB)
                .with("environments/local.yaml", LOCAL)
                .with("contracts/patient/1.0.0.odcs.yaml", PATIENT)
                .with("tables/sex.csv", "from,to\nM,male\n")
                .with("routes/admissions/integration.yaml", ADMISSIONS)
                .with("routes/admissions/admissions.camel.yaml", ADMISSIONS_ROUTE)
                .with("routes/admissions/adt-to-patient.jsonata", "{}")
                .with("routes/patient-to-erp/integration.yaml", PATIENT_TO_ERP)
                .with("routes/patient-to-erp/patient-to-erp.camel.yaml", PATIENT_TO_ERP_ROUTE)
                .with("routes/patient-to-erp/patient-to-customer.jsonata", "{}")
                .with("routes/adt-to-lab/integration.yaml", ADT_TO_LAB)
                .with("routes/adt-to-lab/adt-to-lab.camel.yaml", ADT_TO_LAB_ROUTE)
                .with("routes/adt-to-lab/for-lab.edit.yaml", "edit:\n  - {set: MSH-5, value: LAB}\n");
    }

    TestSource with(String file, String text) {
        files.put(file, text);
        return this;
    }

    TestSource without(String file) {
        files.remove(file);
        return this;
    }

    /** Replaces a part of a file that must be there. */
    TestSource change(String file, String from, String to) {
        var text = files.get(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("the sample file has changed: " + file);
        }
        return with(file, text.replace(from, to));
    }

    String text(String file) {
        return files.get(file);
    }

    Catalog read() {
        return read(Map.of());
    }

    Catalog read(Map<String, String> env) {
        return CatalogReader.read(this, env);
    }

    /** The problems, one a line: {@code file:line code detail}. */
    static String shown(Catalog catalog) {
        return catalog.problems().stream()
                .sorted(Comparator.naturalOrder())
                .map(TestSource::shown)
                .collect(Collectors.joining("\n"));
    }

    private static String shown(FileProblem p) {
        return p.place() + " " + p.code().code() + (p.detail().isEmpty() ? "" : " " + p.detail());
    }

    @Override
    public SortedSet<String> files() {
        return new TreeSet<>(files.keySet());
    }

    @Override
    public byte[] read(String file) throws FileNotFoundException {
        if (!files.containsKey(file)) {
            throw new FileNotFoundException(file);
        }
        return files.get(file).getBytes(StandardCharsets.UTF_8);
    }

    static final String TIERS = """
            tiers:
              1:
                name: patient safety and access
                description: Somebody waits at the bedside or the desk
                retries: {first: 1s, factor: 2, max: 1m, jitter: 0.2, for: 24h}
                breaker: {failures: 5, window: 30s, openFor: 10s}
                orderStrict: true
                failMode: closed
                escalation: {after: 5m, to: on-call}
                retention: 400d
              3:
                name: business
                description: Finance and procurement
                retries: [5s, 1m, 10m]
                breaker: {failures: 10, window: 1m, openFor: 1m}
                orderStrict: false
                failMode: hold
                escalation: {after: 4h, to: business-desk}
                retention: 90d
            """;

    static final String EHR = """
            description: Electronic health record
            owner: {team: Clinical Systems, contact: clinical-systems@example.org}
            zone: America/Chicago
            identity:
              addresses: [127.0.0.1, "10.1.0.0/16"]
              applications: [EHR]
            listeners:
              ehr:
                transport: mllp
                port: ${SLUICE_MLLP_PORT:2575}
            """;

    static final String ERP = """
            description: Enterprise resource planning
            owner: {team: Finance Systems, contact: finance-systems@example.org}
            purposes: [HPAYMT]
            limits: {rate: 50, concurrency: 8, hours: ["mon-fri 06:00-22:00"]}
            breaker: {failures: 3, window: 10s, openFor: 20s}
            endpoints:
              customers:
                transport: http
                url: https://erp.example.org/customers
                method: PUT
                idempotent: true
                auth: {kind: bearer, secret: "env:ERP_TOKEN"}
            """;

    static final String LAB = """
            description: Laboratory
            owner: {team: Laboratory, contact: laboratory@example.org}
            endpoints:
              adt:
                transport: mllp
                host: 127.0.0.1
                port: 2600
                controlId: short20
                ack: {AE: dead}
            """;

    static final String LOCAL = """
            systems:
              erp:
                endpoints:
                  customers: {url: "http://127.0.0.1:${SLUICE_ERP_PORT:8090}/customers"}
            """;

    static final String PATIENT = """
            apiVersion: v3.1.0
            kind: DataContract
            id: patient
            version: 1.0.0
            status: active
            team: {name: Patient Access}
            schema:
              - name: patient
                logicalType: object
                properties:
                  - {name: identifier, logicalType: string, required: true, classification: phi.identifier}
                  - {name: active, logicalType: boolean, classification: internal}
            """;

    static final String ADMISSIONS = """
            version: 1.0.0
            description: Admissions become canonical patients
            owner: {team: Patient Access, contact: patient-access@example.org}
            criticality: 1
            sensitivity: phi
            latency: real-time
            source: ehr
            accepts: {types: [ADT^A*]}
            fields: {mrn: "PID-3[5=MR]-1", visit: PV1-19-1}
            orderBy: [mrn, MRG-1-1]
            duplicates: {key: [MSH-3, MSH-4, MSH-10], ignore: [MSH-7]}
            businessKeys: [mrn, visit]
            ack: {type: ACK^A01}
            publishes: {patient: "1"}
            sla: {complete: PT30S, objective: 99.9}
            """;

    static final String ADMISSIONS_ROUTE = """
            - route:
                id: admissions
                from:
                  uri: receive:mllp:ehr
                  steps:
                    - to: map:adt-to-patient
                    - to: publish:patient
            """;

    static final String PATIENT_TO_ERP = """
            version: 1.2.0
            description: Patients become customers
            owner: {team: Finance Systems, contact: finance-systems@example.org}
            criticality: 3
            sensitivity: phi
            latency: near-real-time
            target: erp
            purpose: HPAYMT
            reads: {patient: [identifier]}
            """;

    static final String PATIENT_TO_ERP_ROUTE = """
            - route:
                id: patient-to-erp
                from:
                  uri: subscribe:patient
                  steps:
                    - to: map:patient-to-customer
                    - to: send:erp/customers
            """;

    static final String ADT_TO_LAB = """
            version: 1.0.0
            description: Inpatients for the laboratory
            owner: {team: Laboratory, contact: laboratory@example.org}
            criticality: 1
            sensitivity: phi
            latency: real-time
            target: lab
            """;

    static final String ADT_TO_LAB_ROUTE = """
            - route:
                id: adt-to-lab
                from:
                  uri: subscribe:message/admissions
                  steps:
                    - to: map:for-lab
                    - to: send:lab/adt
            """;
}
