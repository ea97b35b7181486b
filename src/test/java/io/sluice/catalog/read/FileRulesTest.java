package io.sluice.catalog.read;

import static io.sluice.catalog.read.TestSource.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.ErrorReport;
import io.sluice.catalog.FileRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an integration says about the files that it receives. */
class FileRulesTest {

    private static final String LAB = """
            description: Laboratory
            owner: {team: Laboratory, contact: laboratory@example.org}
            listeners:
              lab-files: {transport: file, folder: in, archive: archive, quarantine: quarantine%s}
            endpoints:
              errors: {transport: file, folder: out}
              extract: {transport: file, folder: out, format: csv, records: {columns: [a]}, batch: {count: 5}}
              door: {transport: mllp, host: lab.example.org, port: 2599}
            """;

    private static final String INTEGRATION = """
            version: 1.0.0
            description: Results
            owner: {team: Laboratory, contact: laboratory@example.org}
            criticality: 1
            sensitivity: phi
            latency: batch
            source: bench
            """;

    private static final String ROUTE = """
            - route:
                id: lab-results
                from:
                  uri: receive:file:lab-files
                  steps:
                    - stop: {}
            """;

    @Test
    void readsWhatItsSenderIsToldAboutItsRecords() {
        var integration = source(", receipts: receipts", """
                format: hl7v2
                errorReport: {to: bench/errors, when: always, within: 2h, columns: [MSH-10, "PID-3[5=MR]-1"]}
                ack: {batch: refused}
                """)
                .read()
                .integration("lab-results")
                .orElseThrow();

        assertThat(integration.files().errorReport())
                .contains(new ErrorReport(
                        "bench/errors",
                        ErrorReport.When.ALWAYS,
                        Duration.ofHours(2),
                        List.of("MSH-10", "PID-3[5=MR]-1")));
        assertThat(integration.files().batchAnswer()).isEqualTo(FileRules.BatchAnswer.REFUSED);
    }

    @Test
    void whatCouldNotReachItsSenderIsRefusedWithTheLine() {
        assertThat(problems("", """
                format: hl7v2
                errorReport: {to: bench/door, columns: [not a path]}
                ack: {batch: all}
                """))
                .containsExactly(
                        "routes/lab-results/integration.yaml:9 catalog.endpoint-unknown 'door' is no file endpoint of bench whose deliveries are files of their own",
                        "routes/lab-results/integration.yaml:9 catalog.value-invalid not a path of hl7v2",
                        "routes/lab-results/integration.yaml:10 catalog.value-invalid without 'receipts' of the listener 'lab-files', where the answer would lie");
        assertThat(problems(", receipts: receipts", """
                format: csv
                records: {names: true}
                errorReport: {to: erp/errors}
                ack: {batch: all}
                """))
                .containsExactly(
                        "routes/lab-results/integration.yaml:10 catalog.target-other the source is bench",
                        "routes/lab-results/integration.yaml:11 catalog.value-invalid only for files of hl7v2");
        assertThat(problems("", "format: hl7v2\nerrorReport: {to: bench/extract}\n"))
                .singleElement()
                .asString()
                .contains("'extract' is no file endpoint");
    }

    private static List<String> problems(String listener, String files) {
        return shown(source(listener, files).read())
                .lines()
                .filter(line -> line.startsWith("routes/lab-results"))
                .toList();
    }

    private static TestSource source(String listener, String files) {
        return TestSource.good()
                .with("systems/bench.yaml", LAB.formatted(listener))
                .with("routes/lab-results/integration.yaml", INTEGRATION + files)
                .with("routes/lab-results/lab-results.camel.yaml", ROUTE);
    }
}
