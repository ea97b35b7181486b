package io.sluice.map;

import io.sluice.format.Format;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code ./sluice try <mapping> <sample>}: runs a mapping file on a sample file, with the tables beside the mapping,
 * and shows the tree that it sees, what it gives, and where it fails. What it prints is content: for synthetic or own
 * data.
 *
 * @param mapping the file of the mapping; its code tables are {@code tables/*.csv} beside it and two folders above
 * @param sample a message: JSON when it begins with a brace or bracket, X12 when with ISA, else HL7 v2
 * @param arrays paths that the contract declares as arrays; may be empty
 * @param output JSON or HL7 v2; an edit list gives HL7 v2 whatever is said
 */
public record TryMapping(Path mapping, Path sample, Set<String> arrays, Format output) {

    /**
     * Prints the report.
     *
     * @param receivedAt what {@code $now()} shall be
     * @param zone of the sender
     * @return 0 when the mapping gave a result, 1 when it, the sample or the tables are wrong
     * @throws IOException when a file cannot be read
     */
    public int run(Instant receivedAt, ZoneId zone, PrintStream out) throws IOException {
        byte[] bytes = Files.readAllBytes(sample);
        String text = Files.readString(mapping);
        try {
            MapSource source = MapSource.of(bytes, format(bytes));
            out.println("tree: " + pretty(source.tree()));
            if (source.format() == Format.HL7V2) {
                warnings(source.hl7(), out);
            }
            MapOptions options =
                    output == Format.HL7V2 ? MapOptions.HL7V2 : MapOptions.JSON.withShaping(Shaping.of(arrays));
            Mapping compiled = Mappings.compile(mapping.getFileName().toString(), text, tables(), options);
            MapResult result = compiled.run(new MapContext(source, receivedAt, zone));
            print(result, out);
            return 0;
        } catch (MapException failed) {
            out.println("error: " + failed.getMessage());
            out.print(excerpt(text, failed));
            out.println("help: " + failed.problem().remedy());
        } catch (ProblemException failed) {
            out.println("error: " + failed.getMessage());
            out.println("help: " + failed.problem().remedy());
        }
        return 1;
    }

    private static Format format(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ') {
                return b == '{' || b == '[' ? Format.JSON : b == 'I' ? Format.X12 : Format.HL7V2;
            }
        }
        return Format.HL7V2;
    }

    private static void warnings(Hl7Message message, PrintStream out) {
        message.warnings().forEach(warning -> out.println("warning: " + warning.code() + " " + warning.path()));
    }

    private static void print(MapResult result, PrintStream out) {
        boolean hl7 =
                result.bytes().length > 3 && new String(result.bytes(), 0, 3, StandardCharsets.US_ASCII).equals("MSH");
        String shown = hl7
                ? "\n"
                        + new String(
                                        result.bytes(),
                                        Hl7Message.parse(result.bytes()).charset())
                                .replace('\r', '\n')
                : pretty(result.tree());
        out.println("output: " + shown);
        result.worklist()
                .forEach(code -> out.println("worklist: " + code.table() + " " + code.at() + " " + code.code()));
        out.println("time: " + result.micros() + " us (the first run, not warmed up)");
    }

    private static String pretty(Object tree) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (IOException notJson) {
            throw new IllegalStateException("a tree is always JSON", notJson);
        }
    }

    /** The line of the mapping with a mark below the column. */
    private static String excerpt(String text, MapException failed) {
        if (failed.line() == 0) {
            return "";
        }
        String line = text.lines().skip(failed.line() - 1L).findFirst().orElse("");
        String number = String.format("%5d | ", failed.line());
        return number + line + "\n" + " ".repeat(number.length() + failed.column() - 1) + "^\n";
    }

    /** Its own tables before the shared ones, which stand beside the folder of integrations. */
    private CodeTables tables() throws IOException {
        Path integration = mapping.toAbsolutePath().normalize().getParent();
        Map<String, CodeTable> tables = new LinkedHashMap<>();
        read(integration.resolve("../../tables").normalize(), tables);
        read(integration.resolve("tables"), tables);
        return new CodeTables(tables);
    }

    private static void read(Path folder, Map<String, CodeTable> tables) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
                tables.put(name, CodeTable.read(name, Files.readAllBytes(file)));
            }
        }
    }
}
