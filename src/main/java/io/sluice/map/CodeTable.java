package io.sluice.map;

import io.sluice.format.csv.Csv;
import io.sluice.message.ProblemException;
import io.sluice.message.Sha256;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A code table, {@code tables/<name>.csv}: a header row, the key in the first column, translations in the others. A row
 * with the key {@code *} is the default of the table.
 *
 * <p>Columns named {@code validFrom} and {@code validTo} hold the first and last day of a row, as ISO dates; empty is
 * open. A key may then stand in several rows whose days do not overlap. Immutable.
 */
public final class CodeTable {

    private static final int VERSION = 12;
    private static final String DEFAULT_KEY = "*";
    private static final String VALID_FROM = "validFrom";
    private static final String VALID_TO = "validTo";
    private static final Set<String> DAYS = Set.of(VALID_FROM, VALID_TO);

    private final String name;
    private final String version;
    private final List<String> columns;
    private final Map<String, List<Row>> rows;

    /** @param values of all columns */
    private record Row(List<String> values, LocalDate first, LocalDate last) {

        boolean valid(LocalDate on) {
            return on == null || !on.isBefore(first) && !on.isAfter(last);
        }

        boolean overlaps(Row other) {
            return !first.isAfter(other.last) && !other.first.isAfter(last);
        }
    }

    private CodeTable(String name, String version, List<String> columns, Map<String, List<Row>> rows) {
        this.name = name;
        this.version = version;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @throws ProblemException {@link MapProblem#TABLE_INVALID}, or
     *     {@link io.sluice.format.FormatProblem#CSV_INVALID} with the line
     */
    public static CodeTable read(String name, byte[] csv) {
        Csv table = Csv.read(csv);
        boolean translates = table.header().stream().skip(1).anyMatch(column -> !DAYS.contains(column));
        if (!translates
                || table.header().contains("")
                || DAYS.contains(table.header().getFirst())) {
            throw new ProblemException(MapProblem.TABLE_INVALID, name + ".csv");
        }
        int from = table.header().indexOf(VALID_FROM);
        int to = table.header().indexOf(VALID_TO);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (List<String> values : table.rows()) {
            List<Row> same = rows.computeIfAbsent(values.getFirst(), key -> new ArrayList<>(1));
            try {
                Row row = new Row(values, day(values, from, LocalDate.MIN), day(values, to, LocalDate.MAX));
                if (row.last().isBefore(row.first()) || same.stream().anyMatch(row::overlaps)) {
                    throw invalid(name, values.getFirst());
                }
                same.add(row);
            } catch (DateTimeParseException noDate) {
                throw invalid(name, values.getFirst());
            }
        }
        return new CodeTable(name, Sha256.hex(csv).substring(0, VERSION), table.header(), rows);
    }

    private static LocalDate day(List<String> values, int column, LocalDate open) {
        String text = column < 0 ? "" : values.get(column).strip();
        return text.isEmpty() ? open : LocalDate.parse(text);
    }

    private static ProblemException invalid(String name, String key) {
        return new ProblemException(MapProblem.TABLE_INVALID, name + ".csv, key '" + key + "'");
    }

    public String name() {
        return name;
    }

    /** The first 12 hex digits of the SHA-256 of the file: equal tables, equal versions, on every node. */
    public String version() {
        return version;
    }

    /** All columns in their order: the key first. */
    public List<String> header() {
        return columns;
    }

    /** The values of all rows, those of one key together. */
    public List<List<String>> rows() {
        return rows.values().stream().flatMap(List::stream).map(Row::values).toList();
    }

    /** Whether the key has a translation on any day. */
    public boolean knows(String key) {
        return rows.containsKey(key);
    }

    /** The columns with translations, without the key and the days. */
    public List<String> columns() {
        return columns.subList(1, columns.size()).stream()
                .filter(column -> !DAYS.contains(column))
                .toList();
    }

    /** The translation in the first column behind the key; empty when the key is not there. */
    public Optional<String> translate(String key) {
        return translate(key, columns().getFirst());
    }

    /** The translation in a column; empty when the key or the column is not there. */
    public Optional<String> translate(String key, String column) {
        return translate(key, column, null);
    }

    /** The translation that holds on a day; null for any day, of which the first row of the key is taken. */
    Optional<String> translate(String key, String column, LocalDate on) {
        int index = columns.indexOf(column);
        return index < 1 || DAYS.contains(column)
                ? Optional.empty()
                : row(key, on).map(row -> row.values().get(index));
    }

    /** The whole row, column name to value, the key included. */
    public Optional<Map<String, Object>> row(String key) {
        return named(key, null);
    }

    /** The whole row that holds on a day; null for any. */
    Optional<Map<String, Object>> named(String key, LocalDate on) {
        return row(key, on).map(row -> {
            Map<String, Object> named = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                if (!DAYS.contains(columns.get(i))) {
                    named.put(columns.get(i), row.values().get(i));
                }
            }
            return named;
        });
    }

    private Optional<Row> row(String key, LocalDate on) {
        return rows.getOrDefault(key, List.of()).stream()
                .filter(row -> row.valid(on))
                .findFirst();
    }

    /** The key of the default row, if there is one. */
    Optional<String> defaultKey() {
        return rows.containsKey(DEFAULT_KEY) ? Optional.of(DEFAULT_KEY) : Optional.empty();
    }
}
