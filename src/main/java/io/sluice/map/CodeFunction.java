package io.sluice.map;

import com.dashjoin.jsonata.Jsonata;
import io.sluice.message.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code $code(table, value[, {at, onMissing, default, column}])}: a code translated by a code table.
 *
 * <ul>
 *   <li>{@code column}: the column to take, {@code *} for the row as an object; the first behind the key when not given
 *   <li>{@code at}: where the code stands, for the person who completes the table, for example {@code PID-8}
 *   <li>{@code onMissing}, for a code that the table does not have: {@code fail} (the default), {@code keep} the code as it
 *       is, {@code default} (the option of that name, else the table's row {@code *}, else nothing), {@code worklist} (as
 *       default, and put on the worklist), {@code hold} the message for a person
 * </ul>
 *
 * Nothing gives nothing, null gives null, a list gives a list.
 */
final class CodeFunction {

    private final CodeTables tables;
    private Set<UnmappedCode> unmapped = new LinkedHashSet<>();

    CodeFunction(CodeTables tables) {
        this.tables = tables;
    }

    void begin() {
        if (!unmapped.isEmpty()) {
            unmapped = new LinkedHashSet<>();
        }
    }

    List<UnmappedCode> worklist() {
        return List.copyOf(unmapped);
    }

    Object call(Arguments args) {
        String name = args.text(0);
        CodeTable table = tables.find(name).orElseThrow(() -> unknown("table '" + name + "'"));
        Map<?, ?> options = args.options(2);
        String column = Arguments.option(options, "column");
        if (column != null && !column.equals("*") && !table.columns().contains(column)) {
            throw unknown("column of table '" + name + "'");
        }
        if (!(args.value(1) instanceof List<?> several)) {
            return one(table, args.value(1), column, options);
        }
        List<Object> translated = new ArrayList<>();
        for (Object each : several) {
            Object one = one(table, each, column, options);
            if (one != null) {
                translated.add(one);
            }
        }
        return translated.isEmpty() ? null : translated;
    }

    private Object one(CodeTable table, Object value, String column, Map<?, ?> options) {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return value;
        }
        String code = value instanceof String || value instanceof Number ? value.toString() : null;
        if (code == null) {
            throw Arguments.wrong(1, "a text or a number");
        }
        return code.isEmpty() ? null : translated(table, code, column).orElseGet(() -> missing(table, code, column, options));
    }

    private static Optional<Object> translated(CodeTable table, String code, String column) {
        if (column == null) {
            return table.translate(code).map(text -> text);
        }
        return column.equals("*") ? table.row(code).map(row -> row) : table.translate(code, column).map(text -> text);
    }

    private Object missing(CodeTable table, String code, String column, Map<?, ?> options) {
        String onMissing = Arguments.option(options, "onMissing");
        String at = Arguments.option(options, "at");
        String where = "table '" + table.name() + "'" + (at == null ? "" : ", " + at);
        return switch (onMissing == null ? "fail" : onMissing) {
            case "fail" -> throw new ProblemException(MapProblem.CODE_UNMAPPED, where);
            case "hold" -> throw new ProblemException(MapProblem.CODE_HELD, where);
            case "keep" -> code;
            case "default" -> fallback(table, column, options);
            case "worklist" -> {
                unmapped.add(new UnmappedCode(table.name(), at == null ? "" : at, code));
                yield fallback(table, column, options);
            }
            default ->
                throw new ProblemException(
                        MapProblem.FUNCTION_ARGUMENT, "option 'onMissing': fail, keep, default, worklist or hold");
        };
    }

    private static Object fallback(CodeTable table, String column, Map<?, ?> options) {
        if (options.containsKey("default")) {
            return options.get("default");
        }
        return table.defaultKey().flatMap(key -> translated(table, key, column)).orElse(null);
    }

    private static ProblemException unknown(String what) {
        return new ProblemException(MapProblem.TABLE_UNKNOWN, what);
    }
}
