package io.sluice.format.csv;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.RecordMarks.Named;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordType;
import io.sluice.message.ProblemException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind of row.
 *
 * @param columns their names in order; an empty name leaves the column out of the tree; no columns at all: the file
 *     names them
 * @param values column to text or placeholders, for headers and trailers that are written
 */
record CsvType(RecordRole role, String name, Mark mark, List<String> columns, Map<String, String> values)
        implements RecordType {

    CsvType {
        columns = List.copyOf(columns);
    }

    CsvType(Named named, List<String> columns, Map<String, String> values) {
        this(named.role(), named.name(), named.mark(), columns, values);
    }

    CsvType withColumns(List<String> names) {
        return new CsvType(role, name, mark, names, values);
    }

    /** Whether no name stands twice. */
    static boolean distinct(List<String> columns) {
        Set<String> seen = new HashSet<>();
        return columns.stream().allMatch(name -> name.isEmpty() || seen.add(name));
    }

    /**
     * @throws ProblemException {@link FormatProblem#CSV_INVALID} for another number of cells; headers and trailers may
     *     be filled up with empty ones, as spreadsheets do
     */
    Map<String, Object> tree(List<String> cells) {
        boolean filled = role != RecordRole.DETAIL
                && cells.size() > columns.size()
                && cells.subList(columns.size(), cells.size()).stream().allMatch(String::isEmpty);
        if (cells.size() != columns.size() && !filled) {
            throw new ProblemException(
                    FormatProblem.CSV_INVALID, cells.size() + " columns in place of " + columns.size());
        }
        Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (!column.isEmpty()) {
                tree.put(column, cells.get(i));
            }
        }
        return tree;
    }
}
