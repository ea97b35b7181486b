package io.sluice.format.csv;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.RecordText;
import io.sluice.message.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Between the bytes of one row and its cells. */
final class CsvRow {

    private CsvRow() {}

    /**
     * @throws ProblemException {@link FormatProblem#CSV_INVALID} with the column,
     *     {@link FormatProblem#ENCODING_INVALID}
     */
    static List<String> read(byte[] row, CsvDialect dialect) {
        String text = RecordText.decode(row, 0, row.length, dialect.charset());
        char delimiter = dialect.delimiter();
        char quote = dialect.quote();
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            int end;
            if (quote != 0 && at < text.length() && text.charAt(at) == quote) {
                end = closing(text, at, quote);
                if (end < 0 || end + 1 < text.length() && text.charAt(end + 1) != delimiter) {
                    throw invalid(cells);
                }
                cells.add(unquoted(text, at, end, quote));
                end++;
            } else {
                end = text.indexOf(delimiter, at);
                end = end < 0 ? text.length() : end;
                String cell = text.substring(at, end);
                if (quote != 0 && cell.indexOf(quote) >= 0) {
                    throw invalid(cells);
                }
                cells.add(cell);
            }
            if (end == text.length()) {
                return cells;
            }
            at = end + 1;
        }
    }

    /** The first cell alone; throws as {@link #read}. */
    static String first(byte[] row, CsvDialect dialect) {
        if (dialect.quote() != 0 && row.length > 0 && row[0] == dialect.quote()) {
            return read(row, dialect).getFirst();
        }
        int end = 0;
        while (end < row.length && row[end] != dialect.delimiter()) {
            end++;
        }
        return RecordText.decode(row, 0, end, dialect.charset());
    }

    /**
     * @throws ProblemException {@link FormatProblem#CHARSET_CANNOT_ENCODE}, also where a value needs quotes and the
     *     dialect has none
     */
    static byte[] write(List<String> cells, CsvDialect dialect) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                row.append(dialect.delimiter());
            }
            append(cells.get(i), dialect, cells.size() == 1, row);
        }
        return RecordText.encode(row.toString(), dialect.charset());
    }

    /**
     * @param alone whether it is the only cell: an empty one must show that there is a row, and so must one of spaces
     */
    private static void append(String cell, CsvDialect dialect, boolean alone, StringBuilder row) {
        char quote = dialect.quote();
        boolean needed = alone && cell.isBlank()
                || cell.indexOf(dialect.delimiter()) >= 0
                || cell.indexOf('\n') >= 0
                || cell.indexOf('\r') >= 0
                || cell.indexOf(0x1A) >= 0
                || quote != 0 && cell.indexOf(quote) >= 0
                || row.isEmpty() && cell.startsWith("\uFEFF");
        if (!needed) {
            row.append(cell);
        } else if (quote == 0) {
            throw new ProblemException(FormatProblem.CHARSET_CANNOT_ENCODE, "a dialect without quotes");
        } else {
            String quoted = String.valueOf(quote);
            row.append(quote).append(cell.replace(quoted, quoted + quoted)).append(quote);
        }
    }

    /** The quote that closes the one at a position; -1 without. */
    private static int closing(String text, int opening, char quote) {
        int at = text.indexOf(quote, opening + 1);
        while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == quote) {
            at = text.indexOf(quote, at + 2);
        }
        return at;
    }

    private static String unquoted(String text, int opening, int closing, char quote) {
        String cell = text.substring(opening + 1, closing);
        String one = String.valueOf(quote);
        return cell.indexOf(quote) < 0 ? cell : cell.replace(one + one, one);
    }

    private static ProblemException invalid(List<String> before) {
        return new ProblemException(FormatProblem.CSV_INVALID, "column " + (before.size() + 1));
    }
}
