package io.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows in aligned columns; numbers stand at the right. Columns without any value are left out. */
final class Table {

    private static final String GAP = "  ";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        this.head = List.of(head);
    }

    Table row(Object... values) {
        List<String> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value == null ? "" : value.toString());
        }
        rows.add(row);
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** One line for each row; {@code whenEmpty} alone when there is none. */
    String text(String whenEmpty) {
        if (rows.isEmpty()) {
            return whenEmpty;
        }
        List<Integer> shown = new ArrayList<>();
        for (int column = 0; column < head.size(); column++) {
            int at = column;
            if (rows.stream().anyMatch(row -> !row.get(at).isEmpty())) {
                shown.add(column);
            }
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(head);
        lines.addAll(rows);
        return lines.stream().map(line -> line(line, shown)).collect(Collectors.joining("\n"));
    }

    private String line(List<String> line, List<Integer> shown) {
        return shown.stream()
                .map(column -> cell(line.get(column), column))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String cell(String value, int column) {
        int width = Math.max(
                head.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
        String space = " ".repeat(width - value.length());
        return numbers(column) ? space + value : value + space;
    }

    private boolean numbers(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(value -> value.matches("-?\\d*"));
    }
}
