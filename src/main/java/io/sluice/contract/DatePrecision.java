package io.sluice.contract;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The {@code format} that a date or timestamp may declare: the formatter pattern of the JDK as ODCS writes it, and the
 * regular expression that goes into the JSON Schema. FHIR dates may be less than a full day ("1962", "1962-03"), which
 * JSON Schema's own {@code date} and {@code date-time} refuse.
 */
enum DatePrecision {
    /** FHIR R4 {@code date}: year, month or day. */
    DATE("yyyy[-MM[-dd]]", "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    /** FHIR R4 {@code dateTime}: year, month, day, or a time with its zone. */
    DATE_TIME(
            "yyyy[-MM[-dd['T'HH:mm:ss[.SSS]XXX]]]",
            "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
                    + "(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9]))?)?)?$");

    private final String format;
    private final String expression;

    DatePrecision(String format, String expression) {
        this.format = format;
        this.expression = expression;
    }

    String expression() {
        return expression;
    }

    static Optional<DatePrecision> of(String format) {
        return Arrays.stream(values()).filter(p -> p.format.equals(format)).findFirst();
    }

    static String vocabulary() {
        return Arrays.stream(values()).map(p -> p.format).collect(Collectors.joining(", "));
    }
}
