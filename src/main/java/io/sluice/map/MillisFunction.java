package io.sluice.map;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import io.sluice.message.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;

/**
 * JSONata's own {@code $toMillis(text[, picture])}, without what the library takes from the machine: its time zone
 * where the text has no offset (here UTC, as JSONata says) and today where the picture has no year (here refused).
 */
final class MillisFunction {

    /** As the library declares it: the text may be the context. */
    static final String SIGNATURE = "<s-s?:n>";

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
            "[uuuu-MM-dd['T'HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S][XXX][XX]]][uuuu-MM][uuuu]");

    private MillisFunction() {}

    static Object call(Object input, List<?> args) throws Throwable {
        String text = (String) args.get(0);
        String picture = args.size() > 1 ? (String) args.get(1) : null;
        if (text == null) {
            return null;
        }
        if (picture == null) {
            return iso(text);
        }
        if (!picture.contains("[Y") && !picture.contains("[X")) {
            throw MapFunctions.failure(
                    new ProblemException(MapProblem.FUNCTION_ARGUMENT, "$toMillis needs a picture with a year"));
        }
        return Functions.dateTimeToMillis(text, picture);
    }

    private static long iso(String text) {
        try {
            TemporalAccessor found = ISO.parseBest(
                    text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from, YearMonth::from, Year::from);
            OffsetDateTime time = switch (found) {
                case OffsetDateTime exact -> exact;
                case LocalDateTime local -> local.atOffset(ZoneOffset.UTC);
                case LocalDate date -> date.atStartOfDay().atOffset(ZoneOffset.UTC);
                case YearMonth month -> month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
                default ->
                    LocalDate.of(Year.from(found).getValue(), 1, 1)
                            .atStartOfDay()
                            .atOffset(ZoneOffset.UTC);
            };
            return time.toInstant().toEpochMilli();
        } catch (DateTimeException invalid) {
            throw new JException("D3110", -1);
        }
    }
}
