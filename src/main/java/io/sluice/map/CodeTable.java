package io.sluice.map;

import io.sluice.format.csv.Csv;
import io.sluice.message.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A code table, {@code tables/<name>.csv}: a header row, the key in the first column, translations in the others. A row
 * with the key {@code *} is the default of the table. Immutable.
 */
public final class CodeTable {

    private static final String DEFAULT_KEY = "*";

    private final String name;
    private final String version;
    private final List<String> columns;
    private final Map<String, List<String>> rows;

    private CodeTable(String name, String version, List<String> columns, Map<String, List<String>> rows) {
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
        if (table.header().size() < 2 || table.header().contains("")) {
            throw new ProblemException(MapProblem.TABLE_INVALID, name + ".csv");
        }
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (List<String> row : table.rows()) {
            if (rows.put(row.getFirst(), row) != null) {
                throw new ProblemException(MapProblem.TABLE_INVALID, name + ".csv, key '" + row.getFirst() + "'");
            }
        }
        return new CodeTable(name, sha256(csv), table.header(), rows);
    }

    public String name() {
        return name;
    }

    /** SHA-256 of the file, hexadecimal. */
    public String version() {
        return version;
    }

    /** The columns with translations, without the key. */
    public List<String> columns() {
        return columns.subList(1, columns.size());
    }

    /** The translation in the first column behind the key; empty when the key is not there. */
    public Optional<String> translate(String key) {
        return Optional.ofNullable(rows.get(key)).map(row -> row.get(1));
    }

    /** The translation in a column; empty when the key or the column is not there. */
    public Optional<String> translate(String key, String column) {
        int index = columns().indexOf(column);
        return index < 0 ? Optional.empty() : Optional.ofNullable(rows.get(key)).map(row -> row.get(index + 1));
    }

    /** The whole row, column name to value, the key included. */
    public Optional<Map<String, Object>> row(String key) {
        return Optional.ofNullable(rows.get(key)).map(row -> {
            Map<String, Object> named = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                named.put(columns.get(i), row.get(i));
            }
            return named;
        });
    }

    /** The key of the default row, if there is one. */
    Optional<String> defaultKey() {
        return rows.containsKey(DEFAULT_KEY) ? Optional.of(DEFAULT_KEY) : Optional.empty();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
