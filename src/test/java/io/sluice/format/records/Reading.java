package io.sluice.format.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/** Reads files in tests, in layouts that are written as in integration.yaml. */
public final class Reading {

    private Reading() {}

    /** @param yaml {@code format} and {@code records} */
    public static RecordLayout layout(String yaml) {
        Map<String, Object> declared = new Yaml().load(yaml);
        Format format = Format.of(declared.get("format").toString()).orElseThrow();
        return Layouts.of(format, records(declared));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> records(Map<String, Object> declared) {
        return (Map<String, Object>) declared.getOrDefault("records", Map.of());
    }

    /** The check of the same YAML. */
    @SuppressWarnings("unchecked")
    public static ControlTotals totals(String yaml) {
        Map<String, Object> declared = new Yaml().load(yaml);
        return new ControlTotals(Format.of(declared.get("format").toString()).orElseThrow(), (Map<String, String>)
                declared.get("check"));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static List<FileRecord> all(RecordLayout layout, byte[] file) {
        try (RecordReader reader = layout.read(new ByteArrayInputStream(file))) {
            return rest(reader);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static List<FileRecord> rest(RecordReader reader) throws IOException {
        List<FileRecord> all = new ArrayList<>();
        for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            all.add(next.get());
        }
        return all;
    }

    /**
     * One line for each record: role and type with its tree as JSON, or its problem with the place; last, why the file
     * ended.
     */
    public static List<String> shown(RecordLayout layout, String file) {
        List<String> shown = new ArrayList<>();
        try (RecordReader reader = layout.read(new ByteArrayInputStream(bytes(file)))) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                shown.add(show(next.get()));
            }
        } catch (ProblemException ended) {
            shown.add("end " + ended.problem().code() + " at " + ended.where());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return shown;
    }

    private static String show(FileRecord record) {
        String role = record.role().name().toLowerCase(java.util.Locale.ROOT);
        return record.problem()
                .map(problem -> role + " " + problem.problem().code() + " at " + problem.where())
                .orElseGet(() -> {
                    String type = record.content().type();
                    String tree = new String(Json.write(record.content().tree()), StandardCharsets.UTF_8);
                    return (type.equals(role) || type.isEmpty() ? role : role + " " + type) + " " + tree;
                });
    }

    /**
     * Reads any bytes in a layout: only a ProblemException may come, every byte of a record is that byte of the file,
     * and what lies between records of a file that is right is nothing but line ends, blanks, frame bytes and a
     * byte-order mark.
     *
     * @param names bytes of a row of names, which is no record
     */
    public static void losesNothing(RecordLayout layout, byte[] file, int names) {
        byte[] covered = new byte[file.length];
        boolean whole = true;
        try (RecordReader reader = layout.read(new ByteArrayInputStream(file))) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                FileRecord record = next.get();
                record.problem();
                for (int i = 0; i < record.bytes().length; i++) {
                    int at = (int) record.offset() + i;
                    assertThat(record.bytes()[i]).isEqualTo(file[at]);
                    assertThat(covered[at]).isZero();
                    covered[at] = 1;
                }
            }
        } catch (ProblemException ended) {
            assertThat(ended.problem().code()).startsWith("format.");
            whole = false;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        for (int i = names; whole && i < file.length; i++) {
            boolean blank = " \t\r\n\u001A\u000B\u001C".indexOf(file[i]) >= 0 || i < 3 && file[i] < 0;
            assertThat(covered[i] == 1 || blank).as("byte " + i).isTrue();
        }
    }

    /** Yields a few bytes at a time, so that every record crosses the edge of a read. */
    public static InputStream dripping(byte[] file, int piece) {
        return new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }
        };
    }
}
