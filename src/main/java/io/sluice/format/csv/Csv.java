package io.sluice.format.csv;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.Splitter;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole table of RFC 4180: comma, double quotes, CR LF or LF; UTF-8 with or without a byte-order mark. Empty lines
 * are skipped.
 *
 * @param header the first row
 * @param rows each with as many columns as the header
 */
public record Csv(List<String> header, List<List<String>> rows) {

    public Csv {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** @throws ProblemException {@link FormatProblem#CSV_INVALID} with the line */
    public static Csv read(byte[] bytes) {
        Splitter splitter = new CsvSplitter(CsvDialect.RFC_4180, false);
        Splitter.Span span = new Splitter.Span();
        List<String> header = null;
        List<List<String>> rows = new ArrayList<>();
        long begun = 0;
        try (ByteWindow window = new ByteWindow(new ByteArrayInputStream(bytes), bytes.length)) {
            splitter.begin(window);
            while (splitter.next(window, span)) {
                begun = window.offset();
                List<String> row = List.copyOf(CsvRow.read(window.copy(span.from, span.to), CsvDialect.RFC_4180));
                window.consume(span.consumed);
                if (header == null) {
                    header = row;
                } else if (row.size() == header.size()) {
                    rows.add(row);
                } else {
                    throw invalid(bytes, begun);
                }
                begun = window.offset();
            }
        } catch (ProblemException wrong) {
            throw invalid(bytes, begun);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
        if (header == null) {
            throw invalid(bytes, 0);
        }
        return new Csv(header, rows);
    }

    private static ProblemException invalid(byte[] bytes, long offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new ProblemException(FormatProblem.CSV_INVALID, "line " + line);
    }
}
