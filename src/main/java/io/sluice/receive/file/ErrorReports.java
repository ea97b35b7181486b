package io.sluice.receive.file;

import io.sluice.catalog.ErrorReport;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.Place;
import io.sluice.format.TreeContent;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.WritableLayout;
import io.sluice.ledger.FileRecords.Outcome;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.FileState;
import io.sluice.ledger.IncomingFiles;
import io.sluice.receive.ReceiveProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Tells the sender of a file which of its records were refused or are dead: once, when nothing is to be done any more
 * for any record, or when the time is up, by a delivery to the endpoint that is declared. A record shows its number,
 * its code and what that means, and of its content the declared columns only. One that cannot be read shows none.
 */
final class ErrorReports {

    /** What follows is counted in the last row. */
    private static final int MOST = 100_000;

    private static final List<String> ALWAYS = List.of("file", "record", "code", "meaning");

    private final IncomingFiles files;
    private final InstantSource clock;
    private final UnaryOperator<String> meanings;

    /** @param meanings of codes */
    ErrorReports(IncomingFiles files, InstantSource clock, UnaryOperator<String> meanings) {
        this.files = files;
        this.clock = clock;
        this.meanings = meanings;
    }

    /** @param finished nothing is to be done any more for any of its records */
    void sendWhenDue(FileRow file, FileKind kind, boolean finished) {
        ErrorReport rule = kind.integration().files().errorReport().orElse(null);
        if (rule == null || file.reported() != null) {
            return;
        }
        Instant now = clock.instant();
        boolean due = finished || !now.isBefore(file.endedAt().plus(rule.within()));
        if (due && wanted(file, rule)) {
            files.reports().send(file, rule.to(), "text/csv", report(file, kind, rule), now);
        }
    }

    private boolean wanted(FileRow file, ErrorReport rule) {
        Map<String, Long> states = rule.when() == ErrorReport.When.ALWAYS ? Map.of() : files.states(file.id());
        return switch (rule.when()) {
            case ALWAYS -> true;
            case DEAD -> states.containsKey("DEAD");
            case REJECTED ->
                Stream.of("DEAD", "REJECTED", "CONFLICT").anyMatch(states::containsKey)
                        || file.state() != FileState.ARCHIVED;
        };
    }

    private byte[] report(FileRow file, FileKind kind, ErrorReport rule) {
        List<String> columns = new ArrayList<>(ALWAYS);
        columns.addAll(rule.columns());
        Map<String, Place> places = new LinkedHashMap<>();
        rule.columns().forEach(path -> places.put(path, kind.layout().format().place(path)));
        byte[] context = Description.read(files.description(file.id())).context();
        WritableLayout layout =
                (WritableLayout) Layouts.of(Format.CSV, Map.of("names", true, "columns", List.copyOf(columns)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long[] count = {0};
        try (RecordWriter rows =
                layout.write(out, new BatchFacts(1, clock.instant().atZone(kind.zone())))) {
            if (file.code() != null) {
                write(rows, file, "", file.code(), Map.of());
            }
            files.records().failed(file.id(), one -> {
                if (++count[0] <= MOST) {
                    write(
                            rows,
                            file,
                            Long.toString(one.position() + 1),
                            one.code(),
                            values(kind, one, context, places));
                }
            });
            if (count[0] > MOST) {
                write(rows, file, "+" + (count[0] - MOST), ReceiveProblem.FILE_REPORT_CUT.code(), Map.of());
            }
            rows.finish();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toByteArray();
    }

    private void write(RecordWriter rows, FileRow file, String record, String code, Map<String, String> values) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", file.name());
        row.put("record", record);
        row.put("code", code == null ? "" : code);
        row.put("meaning", code == null ? "" : meanings.apply(code));
        row.putAll(values);
        try {
            rows.write(new TreeContent(Format.JSON, new byte[0], row, ""));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }

    private static Map<String, String> values(FileKind kind, Outcome one, byte[] context, Map<String, Place> places) {
        FileRecord record = kind.again(one.bytes(), one.headers(), context);
        Map<String, String> values = new LinkedHashMap<>();
        if (record.problem().isEmpty()) {
            places.forEach(
                    (path, place) -> values.put(path, place.in(record.content()).orElse("")));
        }
        return values;
    }
}
