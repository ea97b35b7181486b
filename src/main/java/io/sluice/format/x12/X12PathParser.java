package io.sluice.format.x12;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;

/** Reads the notation of {@link X12Path}, left to right, and names the column where it stops making sense. */
final class X12PathParser {

    private final String source;
    private int at;

    X12PathParser(String source) {
        this.source = source;
    }

    X12Path parse() {
        if (digit()) {
            return element("", 0, null);
        }
        String tag = tag();
        int occurrence = 0;
        X12Path.Selection selection = null;
        if (peek('[')) {
            int close = source.indexOf(']', at);
            if (close > 0 && source.substring(at, close).indexOf('=') > 0) {
                selection = selection(close);
            } else {
                occurrence = bracketedNumber();
            }
        }
        if (atEnd()) {
            return new X12Path(tag, occurrence, selection, 0, 0, 0);
        }
        if (!peek('-')) {
            throw invalid();
        }
        at++;
        return element(tag, occurrence, selection);
    }

    private X12Path element(String tag, int occurrence, X12Path.Selection selection) {
        int element = number();
        int repetition = peek('[') ? bracketedNumber() : 0;
        int component = part();
        if (!atEnd()) {
            throw invalid();
        }
        return new X12Path(tag, occurrence, selection, element, repetition, component);
    }

    private String tag() {
        int start = at;
        while (!atEnd() && at - start < 3 && tagCharacter(source.charAt(at), at == start)) {
            at++;
        }
        if (at - start < 2) {
            throw invalid();
        }
        return source.substring(start, at);
    }

    private static boolean tagCharacter(char c, boolean first) {
        return c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9';
    }

    private X12Path.Selection selection(int close) {
        at++;
        int element = number();
        int component = part();
        if (!peek('=')) {
            throw invalid();
        }
        String value = source.substring(at + 1, close);
        if (value.isEmpty()) {
            at++;
            throw invalid();
        }
        at = close + 1;
        return new X12Path.Selection(element, component, value);
    }

    private int bracketedNumber() {
        at++;
        int number = number();
        if (!peek(']')) {
            throw invalid();
        }
        at++;
        return number;
    }

    private int part() {
        if (!peek('-') && !peek('.')) {
            return 0;
        }
        at++;
        return number();
    }

    private int number() {
        int start = at;
        int number = 0;
        while (digit() && at - start < 4) {
            number = number * 10 + source.charAt(at++) - '0';
        }
        if (number == 0) {
            throw invalid();
        }
        return number;
    }

    private boolean digit() {
        return !atEnd() && source.charAt(at) >= '0' && source.charAt(at) <= '9';
    }

    private boolean peek(char c) {
        return !atEnd() && source.charAt(at) == c;
    }

    private boolean atEnd() {
        return at >= source.length();
    }

    private ProblemException invalid() {
        return new ProblemException(FormatProblem.PATH_INVALID, "column " + (at + 1) + " of '" + source + "'");
    }
}
