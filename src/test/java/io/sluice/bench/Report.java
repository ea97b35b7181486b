package io.sluice.bench;

import io.sluice.format.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: a table for people on standard output and in {@code result.txt}, and {@code result.json}. */
final class Report {

    /** One round. @param cpu milliseconds of processor time of the subject and PostgreSQL for each message */
    record Accept(Load.Result load, double cpu, long rssMib) {}

    private final Path folder;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<Integer, Double> floors = new LinkedHashMap<>();

    private final String name;

    /** @param name of the files, without their endings */
    Report(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    /** The median rates of a floor and of the engine, and what part of the one the other is. */
    void beside(String what, List<Double> floor, List<Double> sluice) {
        double plain = median(floor);
        double ours = median(sluice);
        line("%-62s plain Camel %8.0f  sluice %8.0f  %5.2f x", what, plain, ours, ours / plain);
        json.put(what, Map.of("floor", floor, "sluice", sluice, "ratio", ours / plain));
    }

    void requests(String what, List<Load.Result> floor, List<Load.Result> sluice) {
        beside(
                what,
                floor.stream().map(Load.Result::perSecond).toList(),
                sluice.stream().map(Load.Result::perSecond).toList());
        line(
                "  p99 of the answer, ms %39s plain Camel %8.1f  sluice %8.1f",
                "",
                median(floor.stream().map(Load.Result::p99Millis).toList()),
                median(sluice.stream().map(Load.Result::p99Millis).toList()));
    }

    /** Adds the median round of a subject; the ratio is to the better floor measured before it. */
    void accept(String subject, int connections, List<Accept> rounds) {
        Accept median = rounds.stream()
                .sorted(Comparator.comparingDouble(r -> r.load().perSecond()))
                .toList()
                .get(rounds.size() / 2);
        String ratio = "";
        if (subject.equals("sluice")) {
            ratio = "%.2f x the better floor".formatted(median.load().perSecond() / floors.get(connections));
        } else {
            floors.merge(connections, median.load().perSecond(), Math::max);
        }
        line(
                "accept, %2d connections  %-20s %7.0f messages/s  p50 %6.2f ms  p99 %7.2f ms  %5.2f CPU ms/message  RSS %4d MiB  %s",
                connections,
                subject,
                median.load().perSecond(),
                median.load().p50Millis(),
                median.load().p99Millis(),
                median.cpu(),
                median.rssMib(),
                ratio);
        json.put("accept." + connections + "." + subject, median);
    }

    void endToEnd(String name, int rate, Load.Result load, long backlog, double drained, double cpu, long rssMib) {
        line(
                "end to end, %-40s asked %d/s, accepted %.0f/s, open at the end %d, drained in %.1f s, %.2f CPU ms/message, p99 of the"
                        + " acknowledgement %.1f ms, RSS %d MiB",
                name, rate, load.perSecond(), backlog, drained, cpu, load.p99Millis(), rssMib);
        json.put(
                "endToEnd." + name,
                Map.of(
                        "rate",
                        rate,
                        "load",
                        load,
                        "open",
                        backlog,
                        "drainedSeconds",
                        drained,
                        "cpuMillis",
                        cpu,
                        "rssMib",
                        rssMib));
    }

    void fact(String name, double value) {
        line("%-70s %10.1f", name, value);
        json.put(name, value);
    }

    private void line(String format, Object... values) {
        String line = format.formatted(values).toString().strip();
        lines.add(String.format(Locale.ROOT, "%s", line));
        System.out.println("BENCH " + line);
    }

    void print() throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".txt"), lines);
        Files.write(
                folder.resolve(name + ".json"),
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        System.out.println(String.join(System.lineSeparator(), lines));
    }
}
