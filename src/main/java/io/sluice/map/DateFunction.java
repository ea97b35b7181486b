package io.sluice.map;

import com.dashjoin.jsonata.Jsonata;
import io.sluice.format.FormatProblem;
import io.sluice.format.hl7.Hl7Dates;
import io.sluice.message.ProblemException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code $date(value[, {as, zone, onInvalid}])}: an HL7 date or time as ISO 8601 in the sender's zone.
 *
 * <ul>
 *   <li>{@code as}: {@code dateTime} (the default, precision kept), {@code date} (cut at the day), {@code instant}
 *       (UTC), {@code hl7} (the other way round)
 *   <li>{@code zone}: another zone than the sender's, for example {@code Europe/Berlin}
 *   <li>{@code onInvalid}: {@code fail} (the default) or {@code drop}
 * </ul>
 */
final class DateFunction {

    private DateFunction() {}

    static Object call(Arguments args, ZoneId zone) {
        Map<?, ?> options = args.options(1);
        Object value = args.value(0);
        if (!(value instanceof List<?> several)) {
            return one(value, options, zone);
        }
        List<Object> dates = new ArrayList<>();
        for (Object each : several) {
            Object date = one(each, options, zone);
            if (date != null) {
                dates.add(date);
            }
        }
        return dates.isEmpty() ? null : dates;
    }

    private static Object one(Object value, Map<?, ?> options, ZoneId zone) {
        if (value == null || value == Jsonata.NULL_VALUE || value.equals("")) {
            return "".equals(value) ? null : value;
        }
        if (!(value instanceof String text)) {
            throw Arguments.wrong(0, "a text");
        }
        try {
            return converted(text, options, zone(options, zone));
        } catch (ProblemException invalid) {
            boolean drop = invalid.problem() == FormatProblem.DATE_INVALID && drop(options);
            if (drop) {
                return null;
            }
            throw invalid;
        }
    }

    private static String converted(String text, Map<?, ?> options, ZoneId zone) {
        String as = Arguments.option(options, "as");
        return switch (as == null ? "dateTime" : as) {
            case "dateTime" -> Hl7Dates.iso(text, zone);
            case "date" -> Hl7Dates.date(text, zone);
            case "instant" -> Hl7Dates.instant(text, zone);
            case "hl7" -> Hl7Dates.hl7(text);
            default ->
                throw new ProblemException(MapProblem.FUNCTION_ARGUMENT, "option 'as': dateTime, date, instant or hl7");
        };
    }

    private static ZoneId zone(Map<?, ?> options, ZoneId senders) {
        String name = Arguments.option(options, "zone");
        try {
            return name == null ? senders : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new ProblemException(MapProblem.FUNCTION_ARGUMENT, "option 'zone' must be a time zone");
        }
    }

    private static boolean drop(Map<?, ?> options) {
        String onInvalid = Arguments.option(options, "onInvalid");
        return switch (onInvalid == null ? "fail" : onInvalid) {
            case "fail" -> false;
            case "drop" -> true;
            default -> throw new ProblemException(MapProblem.FUNCTION_ARGUMENT, "option 'onInvalid': fail or drop");
        };
    }
}
