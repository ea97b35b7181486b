package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HL7 dates and times (TS, DTM; HL7 v2.5.1 section 2.A.22) as ISO 8601, in the form of FHIR's date, dateTime and
 * instant. The precision is kept: a year stays a year. A time always has seconds and an offset, as FHIR demands; an
 * offset that the sender leaves out is the one of its zone on that day.
 */
public final class Hl7Dates {

    private static final Pattern HL7 = Pattern.compile("(\\d{4})(?:(\\d{2})(?:(\\d{2})"
            + "(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,9}))?)?)?)?)?)?([+-]\\d{4})?");

    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2})"
            + "(?:T(\\d{2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,4})?\\d*)?(Z|[+-]\\d{2}:\\d{2})?)?)?)?");

    private Hl7Dates() {}

    /**
     * {@code 2024}, {@code 2024-01}, {@code 2024-01-15} or {@code 2024-01-15T10:30:00.25-05:00}.
     *
     * @throws ProblemException {@link FormatProblem#DATE_INVALID}
     */
    public static String iso(String hl7, ZoneId zone) {
        Matcher found = HL7.matcher(hl7);
        if (!found.matches()) {
            throw invalid();
        }
        try {
            return iso(found, zone);
        } catch (DateTimeException impossible) {
            throw invalid();
        }
    }

    /** As {@link #iso} without the time: at most {@code 2024-01-15}. The day is the sender's day. */
    public static String date(String hl7, ZoneId zone) {
        String iso = iso(hl7, zone);
        return iso.substring(0, Math.min(iso.length(), 10));
    }

    /**
     * As {@link #iso} in UTC, {@code 2024-01-15T15:30:00Z}; needs a time.
     *
     * @throws ProblemException {@link FormatProblem#DATE_INVALID} also when there is only a date
     */
    public static String instant(String hl7, ZoneId zone) {
        String iso = iso(hl7, zone);
        if (iso.length() <= 10) {
            throw invalid();
        }
        return OffsetDateTime.parse(iso).toInstant().toString();
    }

    /**
     * The HL7 form of an ISO 8601 date or time, with its precision and offset; fractions beyond four digits are cut.
     *
     * @throws ProblemException {@link FormatProblem#DATE_INVALID}
     */
    public static String hl7(String iso) {
        Matcher found = ISO.matcher(iso);
        if (!found.matches()) {
            throw invalid();
        }
        StringBuilder text = new StringBuilder();
        for (int group = 1; group <= 7; group++) {
            text.append(found.group(group) == null ? "" : found.group(group));
        }
        String offset = found.group(8);
        if (offset != null) {
            text.append(offset.equals("Z") ? "+0000" : offset.replace(":", ""));
        }
        return text.toString();
    }

    private static String iso(Matcher found, ZoneId zone) {
        int year = Integer.parseInt(found.group(1));
        int month = number(found.group(2), 1);
        int day = number(found.group(3), 1);
        LocalDate date = LocalDate.of(year, month, day);
        if (year == 0) {
            throw invalid();
        }
        String iso = date.toString();
        if (found.group(4) == null) {
            // An offset behind a bare date says nothing that a date could carry.
            return found.group(2) == null ? iso.substring(0, 4) : found.group(3) == null ? iso.substring(0, 7) : iso;
        }
        int hour = number(found.group(4), 0);
        int minute = number(found.group(5), 0);
        int second = number(found.group(6), 0);
        LocalDateTime local = date.atTime(hour, minute, second);
        ZoneOffset offset = found.group(8) == null ? local.atZone(zone).getOffset() : ZoneOffset.of(found.group(8));
        // In the hour that summer time skips there is no such local time; the zone moves it, so take what it makes of
        // it.
        LocalDateTime real = found.group(8) == null ? local.atZone(zone).toLocalDateTime() : local;
        String fraction = found.group(7) == null ? "" : "." + found.group(7);
        return String.format(
                "%sT%02d:%02d:%02d%s%s",
                real.toLocalDate(), real.getHour(), real.getMinute(), real.getSecond(), fraction, offset);
    }

    private static int number(String digits, int absent) {
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static ProblemException invalid() {
        return new ProblemException(FormatProblem.DATE_INVALID, "");
    }
}
