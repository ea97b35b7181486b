package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;

/** Reads the notation of {@link Hl7Path}, left to right, and names the column where it stops making sense. */
final class Hl7PathParser {

    private final String source;
    private int at;

    Hl7PathParser(String source) {
        this.source = source;
    }

    Hl7Path parse() {
        String segment = "";
        int occurrence = 0;
        if (!digit()) {
            segment = segment();
            occurrence = peek('[') ? bracketedNumber() : 0;
            if (atEnd()) {
                return new Hl7Path(segment, occurrence, 0, 0, null, 0, 0);
            }
            dash();
        }
        int field = number();
        int repetition = 0;
        Hl7Path.Selection selection = null;
        if (peek('[')) {
            int close = source.indexOf(']', at);
            if (close > 0 && source.substring(at, close).indexOf('=') > 0) {
                selection = selection(close);
            } else {
                repetition = bracketedNumber();
            }
        }
        int component = part();
        int subcomponent = component == 0 ? 0 : part();
        if (!atEnd()) {
            throw invalid();
        }
        return new Hl7Path(segment, occurrence, field, repetition, selection, component, subcomponent);
    }

    private String segment() {
        int start = at;
        for (int i = 0; i < 3; i++, at++) {
            if (atEnd() || !segmentCharacter(source.charAt(at))) {
                throw invalid();
            }
        }
        return source.substring(start, at);
    }

    private static boolean segmentCharacter(char c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private Hl7Path.Selection selection(int close) {
        at++;
        int component = number();
        int subcomponent = part();
        if (!peek('=')) {
            throw invalid();
        }
        String value = source.substring(at + 1, close);
        if (value.isEmpty()) {
            at++;
            throw invalid();
        }
        at = close + 1;
        return new Hl7Path.Selection(component, subcomponent, value);
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

    private void dash() {
        if (!peek('-')) {
            throw invalid();
        }
        at++;
    }

    private int number() {
        int start = at;
        int number = 0;
        while (digit() && at - start < 5) {
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
