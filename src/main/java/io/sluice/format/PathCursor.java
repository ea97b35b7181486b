package io.sluice.format;

import io.sluice.message.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the notation of a field path, left to right: the numbers, parts and brackets that HL7 v2 and X12 paths
 * write alike. Where the notation stops making sense, {@link #invalid()} names the column.
 *
 * <p>Not thread-safe: one cursor reads one path.
 */
public final class PathCursor {

    /** No message has more repetitions, segments or fields than this many digits tell; it also keeps an int whole. */
    private static final int DIGITS = 5;

    /** Makes the selection of {@code [part-subpart=value]}: what has this value there; subpart 0 when not given. */
    @FunctionalInterface
    public interface SelectionOf<S> {
        S of(int part, int subpart, String value);
    }

    private final String source;
    private int at;

    public PathCursor(String source) {
        this.source = source;
    }

    /** The next character, passed over; call it only after {@link #atEnd()} said no. */
    public char next() {
        return source.charAt(at++);
    }

    public boolean atEnd() {
        return at >= source.length();
    }

    public boolean peek(char c) {
        return !atEnd() && source.charAt(at) == c;
    }

    public boolean digit() {
        return !atEnd() && isDigit(source.charAt(at));
    }

    public boolean capital() {
        return !atEnd() && source.charAt(at) >= 'A' && source.charAt(at) <= 'Z';
    }

    /** Passes over exactly this character. */
    public void expect(char c) {
        if (!peek(c)) {
            throw invalid();
        }
        at++;
    }

    /** Ends the reading; anything left over is a mistake. */
    public void end() {
        if (!atEnd()) {
            throw invalid();
        }
    }

    /** A number from 1 on. */
    public int number() {
        int start = at;
        int number = 0;
        while (digit() && at - start < DIGITS) {
            number = number * 10 + next() - '0';
        }
        if (number == 0) {
            throw invalid();
        }
        return number;
    }

    /** The number behind {@code -} or {@code .}, or 0 where there is neither. */
    public int part() {
        if (!peek('-') && !peek('.')) {
            return 0;
        }
        at++;
        return number();
    }

    /** The number in {@code [n]}, or 0 where no bracket opens here. */
    public int occurrence() {
        if (!peek('[')) {
            return 0;
        }
        at++;
        int number = number();
        expect(']');
        return number;
    }

    /** The selection in the brackets that open here, or null where none does. */
    public <S> @Nullable S selection(SelectionOf<S> maker) {
        int close = peek('[') ? source.indexOf(']', at) : -1;
        if (close < 0 || source.substring(at, close).indexOf('=') < 0) {
            return null;
        }
        at++;
        int part = number();
        int subpart = part();
        expect('=');
        String value = source.substring(at, close);
        if (value.isEmpty()) {
            throw invalid();
        }
        at = close + 1;
        return maker.of(part, subpart, value);
    }

    /** The refusal of the path, with the column that the cursor stands on. */
    public ProblemException invalid() {
        return new ProblemException(FormatProblem.PATH_INVALID, "column " + (at + 1) + " of '" + source + "'");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
