package io.sluice.format.x12;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.records.ControlVerdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every sample is accepted and balanced, or refused with a reason and, where there is somebody to answer, a TA1 or 999.
 */
class X12SamplesTest {

    private static final LocalDateTime AT = LocalDateTime.of(2026, 1, 15, 8, 30);

    private record Row(
            String file, String type, long sets, long accepted, String verdict, String answer, String reason) {

        @Override
        public String toString() {
            return "%-72s %-4s %3d %3d %-22s %-10s %s".formatted(file, type, sets, accepted, verdict, answer, reason);
        }
    }

    @Test
    void everySampleIsAcceptedAndBalancedOrRefusedWithAReason() throws IOException {
        var rows = new ArrayList<Row>();
        for (var sample : X12Files.samples()) {
            rows.add(row(sample));
        }
        System.out.printf(
                "%-72s %-4s %3s %3s %-22s %-10s %s%n", "sample", "type", "set", "ok", "verdict", "answer", "reason");
        rows.forEach(System.out::println);
        var summary = rows.stream()
                .collect(Collectors.groupingBy(Row::verdict, java.util.TreeMap::new, Collectors.counting()));
        System.out.println(rows.size() + " samples: " + summary);

        assertThat(rows).hasSize(56).noneMatch(row -> row.verdict().isEmpty());
        assertThat(rows)
                .filteredOn(row -> !row.verdict().equals("accepted, balanced"))
                .noneMatch(row -> row.reason().isEmpty());
        assertThat(rows)
                .filteredOn(row -> row.verdict().equals("refused"))
                .noneMatch(row -> row.answer().isEmpty());
        assertThat(summary.get("accepted, balanced")).isGreaterThanOrEqualTo(30);
    }

    private static Row row(String file) throws IOException {
        var report = X12Check.of(new ByteArrayInputStream(X12Files.sample(file)));
        var sets = report.interchanges().stream()
                .flatMap(one -> one.groups().stream())
                .mapToLong(X12GroupReport::received)
                .sum();
        var accepted = report.interchanges().stream()
                .filter(one -> !one.rejected())
                .flatMap(one -> one.groups().stream())
                .mapToLong(X12GroupReport::accepted)
                .sum();
        var type = report.sets().map(X12SetReport::type).findFirst().orElse("");
        var verdict = report.broken().isPresent()
                ? "unreadable"
                : !report.accepted() ? "refused" : report.balanced() ? "accepted, balanced" : "accepted, unbalanced";
        return new Row(file, type, sets, accepted, verdict, answers(report), String.join("; ", reasons(report)));
    }

    private static String answers(X12Report report) {
        return report.interchanges().stream()
                .flatMap(one -> X12Answer.to(one, 1, AT).stream())
                .map(X12Message::parse)
                .map(X12Reply::read)
                .map(reply -> reply.interchanges().stream()
                                .map(one -> "TA1 " + one.code() + one.note())
                                .collect(Collectors.joining(" "))
                        + reply.groups().stream()
                                .map(one -> " 999 " + one.code())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static List<String> reasons(X12Report report) {
        var reasons = new ArrayList<String>();
        report.broken().ifPresent(broken -> reasons.add(broken.problem().code()));
        report.interchanges().stream()
                .filter(one -> !one.codes().isEmpty())
                .forEach(one -> reasons.add("TA105 " + one.codes()));
        report.interchanges().stream()
                .flatMap(one -> one.groups().stream())
                .filter(group -> !group.codes().isEmpty())
                .forEach(group -> reasons.add("AK905 " + group.codes()));
        report.sets().filter(set -> !set.codes().isEmpty()).forEach(set -> {
            reasons.add("IK502 " + set.codes());
            set.findings().stream().limit(2).forEach(finding -> reasons.add(finding.toString()));
        });
        report.sets()
                .flatMap(set -> set.totals().stream())
                .filter(total -> !total.holds())
                .map(ControlVerdict::rule)
                .forEach(reasons::add);
        return reasons.stream().limit(6).toList();
    }
}
