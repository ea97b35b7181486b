package io.sluice.format.csv;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small table as a list of maps from column to text. */
public final class CsvTable {

    private CsvTable() {}

    /**
     * @throws ProblemException {@link FormatProblem#CSV_INVALID}, {@link FormatProblem#CSV_COLUMNS} for a name that
     *     stands twice
     */
    public static List<Map<String, Object>> toTree(byte[] bytes) {
        Csv table = Csv.read(bytes);
        if (!CsvType.distinct(table.header())) {
            throw new ProblemException(FormatProblem.CSV_COLUMNS, "line 1");
        }
        List<Map<String, Object>> tree = new ArrayList<>();
        for (List<String> row : table.rows()) {
            Map<String, Object> named = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                if (!table.header().get(i).isEmpty()) {
                    named.put(table.header().get(i), row.get(i));
                }
            }
            tree.add(named);
        }
        return tree;
    }

    /**
     * Names in the first row, lines ended by CR LF. What a row does not have is empty.
     *
     * @param tree a map, or a list of maps, of values that are no maps or lists
     * @throws ProblemException {@link FormatProblem#VALUE_DOES_NOT_FIT} for any other tree
     */
    public static byte[] fromTree(Object tree) {
        List<?> rows = tree instanceof List<?> list ? list : List.of(tree);
        Set<String> columns = new LinkedHashSet<>();
        for (Object row : rows) {
            if (!(row instanceof Map<?, ?> map)) {
                throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "a row that is not a map");
            }
            map.keySet().forEach(name -> columns.add(name.toString()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        append(List.copyOf(columns), out);
        rows.forEach(row -> append(cells((Map<?, ?>) row, columns), out));
        return out.toByteArray();
    }

    private static void append(List<String> cells, ByteArrayOutputStream out) {
        out.writeBytes(CsvRow.write(cells, CsvDialect.RFC_4180));
        out.writeBytes(new byte[] {'\r', '\n'});
    }

    /** @throws ProblemException {@link FormatProblem#VALUE_DOES_NOT_FIT} with the column */
    static List<String> cells(Map<?, ?> row, Iterable<String> columns) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            cells.add(
                    switch (row.get(column)) {
                        case null -> "";
                        case Map<?, ?> map ->
                            throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "column " + column);
                        case List<?> list ->
                            throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "column " + column);
                        case java.math.BigDecimal exact -> exact.toPlainString();
                        case Object value -> value.toString();
                    });
        }
        return cells;
    }
}
