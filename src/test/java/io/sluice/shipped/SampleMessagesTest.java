package io.sluice.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contract.Violation;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every sample message of a type that an integration accepts, through mapping and contract. */
class SampleMessagesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples/hl7v2");

    /** Type pattern to the mappings that its integration runs. */
    private static final Map<String, List<ShippedMapping>> MAPPINGS = new LinkedHashMap<>();

    static {
        MAPPINGS.put(
                "ADT\\^A.*",
                List.of(
                        new ShippedMapping("admissions", "adt-to-patients", "patient"),
                        new ShippedMapping("admissions", "adt-to-encounters", "encounter")));
        MAPPINGS.put("(ORU|OUL)\\^R.*", List.of(new ShippedMapping("results", "oru-to-observations", "observation")));
        MAPPINGS.put(
                "(ORM|OML|OMG)\\^O.*",
                List.of(new ShippedMapping("orders", "order-to-service-requests", "service-request")));
        MAPPINGS.put("DFT\\^P.*", List.of(new ShippedMapping("charges", "dft-to-charges", "charge")));
        MAPPINGS.put("SIU\\^S.*", List.of(new ShippedMapping("appointments", "siu-to-appointment", "appointment")));
        MAPPINGS.put("BAR\\^P.*", List.of(new ShippedMapping("accounts", "bar-to-accounts", "account")));
    }

    private record Row(String file, String type, int events, String failure) {

        boolean passed() {
            return events > 0 && failure.isEmpty();
        }

        @Override
        public String toString() {
            return "%-84s %-8s %3d %s".formatted(file, type, events, passed() ? "ok" : failure);
        }
    }

    @Test
    void atLeastNinetyFivePercentOfTheAcceptedSamplesBecomeValidEvents() throws IOException {
        var rows = rows();
        long passed = rows.stream().filter(Row::passed).count();
        double percent = 100.0 * passed / rows.size();
        rows.forEach(System.out::println);
        System.out.printf("%d of %d accepted samples become valid events: %.1f %%%n", passed, rows.size(), percent);
        assertThat(rows).hasSizeGreaterThan(80);
        assertThat(percent).isGreaterThanOrEqualTo(95.0);
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        try (var files = Files.list(SAMPLES)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".hl7")).sorted().toList()) {
                var message = parse(Files.readAllBytes(file));
                if (message != null) {
                    row(file.getFileName().toString(), message, rows);
                }
            }
        }
        return rows;
    }

    /** Null for a message that the door refuses: without delimiters, type or control id. */
    private static Hl7Message parse(byte[] bytes) {
        try {
            var message = Hl7Message.parse(bytes);
            boolean complete = !message.header().type().isEmpty()
                    && !message.header().controlId().isEmpty();
            return complete ? message : null;
        } catch (ProblemException refused) {
            return null;
        }
    }

    private static void row(String file, Hl7Message message, List<Row> rows) {
        var type = message.header().type();
        MAPPINGS.forEach((pattern, mappings) -> {
            if (type.matches(pattern)) {
                rows.add(row(file, type, message, mappings));
            }
        });
    }

    private static Row row(String file, String type, Hl7Message message, List<ShippedMapping> mappings) {
        int count = 0;
        var failures = new ArrayList<Violation>();
        try {
            for (var mapping : mappings) {
                var events = mapping.events(message);
                count += events.size();
                events.forEach(event -> failures.addAll(mapping.violations(event)));
            }
        } catch (ProblemException e) {
            return new Row(file, type, count, e.getMessage());
        }
        return new Row(file, type, count, failures.isEmpty() ? "" : failures.toString());
    }
}
