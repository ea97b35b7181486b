package io.sluice.format.csv;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.Lines;
import io.sluice.format.records.Splitter;
import io.sluice.message.ProblemException;
import java.io.IOException;

/**
 * Finds rows: a line end within quotes does not end one. Whether the row is right is seen when it is parsed; only a
 * quote that never closes ends the file, as nothing behind it can be told apart.
 */
final class CsvSplitter implements Splitter {

    private static final byte[] NOTHING = {};

    /** Where a byte stands within its row. */
    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        CLOSED
    }

    private final byte delimiter;
    private final int quote;
    private final boolean names;

    /** @param names whether the first row names the columns */
    CsvSplitter(CsvDialect dialect, boolean names) {
        this.delimiter = (byte) dialect.delimiter();
        this.quote = dialect.quote() == 0 ? Integer.MIN_VALUE : dialect.quote();
        this.names = names;
    }

    @Override
    public byte[] begin(ByteWindow window) throws IOException {
        Lines.passByteOrderMark(window);
        if (!names) {
            return NOTHING;
        }
        Span span = new Span();
        if (!next(window, span)) {
            throw new ProblemException(FormatProblem.CSV_COLUMNS, "the row of names, which is missing");
        }
        byte[] row = window.copy(span.from, span.to);
        window.consume(span.consumed);
        return row;
    }

    @Override
    public boolean next(ByteWindow window, Span span) throws IOException {
        while (true) {
            int end = rowEnd(window);
            boolean terminated = end < window.length();
            int to = end > 0 && window.array()[window.start() + end - 1] == '\r' ? end - 1 : end;
            int consumed = terminated ? end + 1 : end;
            if (!blank(window, to)) {
                span.set(0, to, consumed);
                return true;
            }
            window.consume(consumed);
            if (!terminated) {
                return false;
            }
        }
    }

    /** Where the line feed is that ends the row, or the end of the stream. */
    private int rowEnd(ByteWindow window) throws IOException {
        State state = State.CELL_START;
        int i = 0;
        do {
            byte[] bytes = window.array();
            int start = window.start();
            for (int length = window.length(); i < length; i++) {
                byte b = bytes[start + i];
                if (b == quote) {
                    state = switch (state) {
                        case CELL_START, CLOSED -> State.QUOTED;
                        case QUOTED -> State.CLOSED;
                        case PLAIN -> State.PLAIN;
                    };
                } else if (state != State.QUOTED) {
                    if (b == '\n') {
                        return i;
                    }
                    state = b == delimiter ? State.CELL_START : State.PLAIN;
                }
            }
        } while (window.more());
        if (state == State.QUOTED) {
            throw new ProblemException(
                    FormatProblem.FILE_UNFINISHED, "the row at byte " + window.offset() + ", in quotes");
        }
        return i;
    }

    /** Nothing but spaces, or the end-of-file character of old systems. */
    private static boolean blank(ByteWindow window, int to) {
        byte[] bytes = window.array();
        for (int i = window.start(), end = i + to; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != 0x1A) {
                return false;
            }
        }
        return true;
    }
}
