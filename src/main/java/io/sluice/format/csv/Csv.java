package io.sluice.format.csv;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of RFC 4180: comma, double quotes, CR LF or LF; UTF-8 with or without a byte-order mark. Empty lines are skipped.
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
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    private static final class Reader {

        private final String text;
        private int at;
        private int line = 1;

        Reader(String text) {
            this.text = text;
        }

        Csv read() {
            List<String> header = null;
            List<List<String>> rows = new ArrayList<>();
            while (at < text.length()) {
                int begun = line;
                List<String> row = row();
                if (row.equals(List.of(""))) {
                    continue;
                }
                if (header == null) {
                    header = row;
                } else if (row.size() == header.size()) {
                    rows.add(List.copyOf(row));
                } else {
                    throw invalid(begun);
                }
            }
            if (header == null) {
                throw invalid(1);
            }
            return new Csv(header, rows);
        }

        private List<String> row() {
            List<String> row = new ArrayList<>();
            while (true) {
                row.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
                if (at == text.length() || lineEnd()) {
                    return row;
                }
                if (text.charAt(at) != ',') {
                    throw invalid(line);
                }
                at++;
            }
        }

        private boolean lineEnd() {
            if (text.startsWith("\r\n", at)) {
                at += 2;
            } else if (text.charAt(at) == '\n') {
                at++;
            } else {
                return false;
            }
            line++;
            return true;
        }

        private String plain() {
            int start = at;
            while (at < text.length() && ",\"\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String quoted() {
            int begun = line;
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    if (at == text.length() || text.charAt(at) != '"') {
                        return value.toString();
                    }
                } else if (c == '\n') {
                    line++;
                }
                value.append(c);
            }
            throw invalid(begun);
        }

        private static ProblemException invalid(int line) {
            return new ProblemException(FormatProblem.CSV_INVALID, "line " + line);
        }
    }
}
