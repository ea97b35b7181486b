package io.sluice.map;

import com.dashjoin.jsonata.Jsonata;
import io.sluice.message.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code $code(table, value[, {at, on, onMissing, default, column}])}: a code translated by a code table.
 *
 * <ul>
 *   <li>{@code column}: the column to take, {@code *} for the row as an object; the first behind the key when not given
 *   <li>{@code at}: where the code stands, for the person who completes the table, for example {@code PID-8}
 *   <li>{@code on}: the day whose translation is wanted, an ISO date or time, where the table has {@code validFrom} and
 *       {@code validTo}; the day of receipt in the sender's zone when not given. A date in {@code at} is taken as this
 *   <li>{@code onMissing}, for a code that the table does not have, or not on that day: {@code fail} (the default),
 *       {@code keep} the code as it is, {@code default} (the option of that name, else the table's row {@code *}, else
 *       nothing), {@code worklist} (as default), {@code hold} the message for a person; all but {@code keep} and
 *       {@code default} put the code on the worklist
 * </ul>
 *
 * Nothing gives nothing, null gives null, a list gives a list.
 */
final class CodeFunction {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final CodeTables tables;
    private final Map<String, String> versions = new HashMap<>();
    private Set<UnmappedCode> unmapped = new LinkedHashSet<>();
    private LocalDate received;

    CodeFunction(CodeTables tables) {
        this.tables = tables;
    }

    /** @param day of receipt */
    void begin(LocalDate day) {
        received = day;
        versions.clear();
        if (!unmapped.isEmpty()) {
            unmapped = new LinkedHashSet<>();
        }
    }

    TableUse used() {
        return versions.isEmpty() && unmapped.isEmpty() ? TableUse.NONE : new TableUse(versions, List.copyOf(unmapped));
    }

    Object call(Arguments args) {
        String name = args.text(0);
        Map<?, ?> options = args.options(2);
        CodeTable table = tables.find(name).orElse(null);
        if (table == null) {
            return each(args.value(1), value -> untabled(name, value, options));
        }
        versions.put(name, table.version());
        String column = Arguments.option(options, "column");
        if (column != null && !column.equals("*") && !table.columns().contains(column)) {
            throw unknown("column of table '" + name + "'");
        }
        return each(args.value(1), code -> {
            LocalDate on = day(options);
            return translated(table, code, column, on).orElseGet(() -> missing(table, code, column, on, options));
        });
    }

    private static Object each(Object value, Function<String, Object> translate) {
        if (!(value instanceof List<?> several)) {
            return one(value, translate);
        }
        List<Object> translated = new ArrayList<>();
        for (Object each : several) {
            Object one = one(each, translate);
            if (one != null) {
                translated.add(one);
            }
        }
        return translated.isEmpty() ? null : translated;
    }

    private static Object one(Object value, Function<String, Object> translate) {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return value;
        }
        String code = value instanceof String || value instanceof Number ? value.toString() : null;
        if (code == null) {
            throw Arguments.wrong(1, "a text or a number");
        }
        return code.isEmpty() ? null : translate.apply(code);
    }

    /** The table itself is not there: the tier decides. What goes on is put on the worklist as well. */
    private Object untabled(String name, String code, Map<?, ?> options) {
        String at = Arguments.option(options, "at");
        return switch (tables.whenAbsent()) {
            case CLOSED -> throw unknown("table '" + name + "'");
            case HOLD -> throw new ProblemException(MapProblem.TABLE_HELD, "table '" + name + "'");
            case DEGRADE -> {
                note(name, at, code);
                yield options.get("default");
            }
            case OPEN_WITH_FLAG -> {
                note(name, at, code);
                yield code;
            }
        };
    }

    private static Optional<Object> translated(CodeTable table, String code, String column, LocalDate on) {
        if (column == null) {
            return table.translate(code, table.columns().getFirst(), on).map(text -> text);
        }
        return column.equals("*")
                ? table.named(code, on).map(row -> row)
                : table.translate(code, column, on).map(text -> text);
    }

    /** Null for a table of all times. */
    private LocalDate day(Map<?, ?> options) {
        String at = Arguments.option(options, "at");
        String on = Arguments.option(options, "on");
        String day = on != null ? on : at != null && DATE.matcher(at).lookingAt() ? at : null;
        if (day == null) {
            return received;
        }
        try {
            return LocalDate.parse(day.substring(0, Math.min(10, day.length())));
        } catch (DateTimeParseException none) {
            throw new ProblemException(MapProblem.FUNCTION_ARGUMENT, "option 'on' must be an ISO date");
        }
    }

    private Object missing(CodeTable table, String code, String column, LocalDate on, Map<?, ?> options) {
        String onMissing = Arguments.option(options, "onMissing");
        String at = Arguments.option(options, "at");
        String where = "table '" + table.name() + "'" + (at == null ? "" : ", " + at);
        return switch (onMissing == null ? "fail" : onMissing) {
            case "fail" -> {
                note(table.name(), at, code);
                throw new ProblemException(MapProblem.CODE_UNMAPPED, where);
            }
            case "hold" -> {
                note(table.name(), at, code);
                throw new ProblemException(MapProblem.CODE_HELD, where);
            }
            case "keep" -> code;
            case "default" -> fallback(table, column, on, options);
            case "worklist" -> {
                note(table.name(), at, code);
                yield fallback(table, column, on, options);
            }
            default ->
                throw new ProblemException(
                        MapProblem.FUNCTION_ARGUMENT, "option 'onMissing': fail, keep, default, worklist or hold");
        };
    }

    /** A day as {@code at} says nothing of the place, and would make an item of the worklist for each day. */
    private void note(String table, String at, String code) {
        String place = at == null || DATE.matcher(at).lookingAt() ? "" : at;
        unmapped.add(new UnmappedCode(table, place, code));
    }

    private static Object fallback(CodeTable table, String column, LocalDate on, Map<?, ?> options) {
        if (options.containsKey("default")) {
            return options.get("default");
        }
        return table.defaultKey()
                .flatMap(key -> translated(table, key, column, on))
                .orElse(null);
    }

    private static ProblemException unknown(String what) {
        return new ProblemException(MapProblem.TABLE_UNKNOWN, what);
    }
}
