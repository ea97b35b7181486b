package io.sluice.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of a run: the table, and below it what stands behind its marks. */
final class Page {

    static final String FILE = "docs/conformance.md";

    private final Results results;

    Page(Results results) {
        this.results = results;
    }

    /** For a terminal. */
    String table() {
        StringBuilder text = new StringBuilder("%n%-28s".formatted("control"));
        for (Transport transport : Transport.values()) {
            text.append("%-7s".formatted(transport.word()));
        }
        for (Control control : Matrix.CONTROLS) {
            text.append("%n%-28s".formatted(control.name()));
            for (Transport transport : Transport.values()) {
                text.append("%-7s".formatted(green(control, transport) ? "ok" : "RED"));
            }
        }
        return text.append("%n%d cells of two tests, %d red%n"
                        .formatted(results.size(), results.red().size()))
                .toString();
    }

    /** {@value #FILE}. */
    String markdown() {
        return """
                # Conformance

                Every control over every way in. One integration, the same `integration.yaml` for all five, is reached over MLLP, files on SFTP,
                HTTP, Kafka and JMS, with real PostgreSQL, Kafka, Artemis and SFTP. A mark stands for two tests: the control does its work; what it
                must not catch passes, or what must be refused is refused. `make conformance` runs them, prints this table and writes this page.

                %s
                ## What the two tests of a cell assert

                The same test runs over all five.

                %s
                ## What a sender is told

                The transports differ in what they can say. A record of Kafka and a JMS message cannot be refused: they are taken, kept with what was
                wrong with them, and reading goes on. A file is answered by its receipt, or by the quarantine with the reason beside it.

                %s
                ## That a cell can turn red

                Each of these faults, built in on purpose, turns exactly its own cell red, and no other of the %d.

                %s""".formatted(marks(), asserted(), told(), results.size(), faults());
    }

    private String marks() {
        return rows(
                Stream.concat(Stream.of("control"), transports()).toList(),
                Matrix.CONTROLS.stream()
                        .map(control -> Stream.concat(
                                        Stream.of(control.name()),
                                        Arrays.stream(Transport.values())
                                                .map(transport -> green(control, transport) ? "✓" : "✗"))
                                .toList())
                        .toList());
    }

    private static String asserted() {
        return rows(
                List.of("control", "does its work", "does no more"),
                Matrix.CONTROLS.stream()
                        .map(control -> List.of(control.name(), control.catches(), control.spares()))
                        .toList());
    }

    private static String told() {
        return rows(
                Stream.concat(Stream.of("what comes"), transports()).toList(),
                Arrays.stream(Told.values())
                        .map(told -> Stream.concat(
                                        Stream.of(told.when()),
                                        Arrays.stream(Transport.values()).map(transport -> told.shown(transport)))
                                .toList())
                        .toList());
    }

    private static String faults() {
        return rows(
                List.of("fault", "red"),
                Arrays.stream(Faults.values())
                        .map(fault -> List.of(fault.says(), fault.cell().toString()))
                        .toList());
    }

    private boolean green(Control control, Transport transport) {
        return results.of(new Cell(control.name(), transport)).green();
    }

    private static Stream<String> transports() {
        return Arrays.stream(Transport.values()).map(Transport::word);
    }

    private static String rows(List<String> head, List<List<String>> rows) {
        List<String> rule = head.stream().map(name -> "---").toList();
        return Stream.concat(Stream.of(head, rule), rows.stream())
                .map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }
}
