package io.sluice.format.csv;

import io.sluice.format.Content;
import io.sluice.format.FormatProblem;
import io.sluice.format.records.LayoutWriter;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordType;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes rows of a layout. */
final class CsvShape implements LayoutWriter.Shape {

    private static final byte[] NOTHING = {};

    private final CsvLayout layout;
    /** The type with the columns of the first row, where the layout names none. */
    private CsvType unnamed;

    CsvShape(CsvLayout layout) {
        this.layout = layout;
    }

    @Override
    public byte[] begin(Content firstDetail) {
        if (!layout.names()) {
            return NOTHING;
        }
        CsvType type = layout.types().first(RecordRole.DETAIL).orElseThrow();
        if (type.columns().isEmpty() && firstDetail != null) {
            unnamed = type.withColumns(
                    map(firstDetail).keySet().stream().map(Object::toString).toList());
            type = unnamed;
        }
        return type.columns().isEmpty() ? NOTHING : row(type.columns());
    }

    @Override
    public byte[] detail(Content detail) {
        Map<?, ?> row = map(detail);
        CsvType type = unnamed == null ? type(row) : unnamed;
        for (Object name : row.keySet()) {
            if (!type.columns().contains(name)) {
                throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "a name that is not a column");
            }
        }
        return row(type, row);
    }

    private static Map<?, ?> map(Content detail) {
        if (detail.tree() instanceof Map<?, ?> row) {
            return row;
        }
        throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "a row that is not a map");
    }

    /** The type whose tag the first column holds, else the first. */
    private CsvType type(Map<?, ?> row) {
        return layout.types().all().stream()
                .filter(type -> type.role() == RecordRole.DETAIL && type.mark().kind() == RecordType.Kind.TAG)
                .filter(type -> type.mark().text().equals(row.get(type.columns().getFirst())))
                .findFirst()
                .orElseGet(() -> layout.types().first(RecordRole.DETAIL).orElseThrow());
    }

    @Override
    public byte[] around(int type, Map<String, Object> values) {
        return row(layout.types().all().get(type), values);
    }

    private byte[] row(CsvType type, Map<?, ?> values) {
        Map<Object, Object> row = new HashMap<>(values);
        if (type.mark().kind() == RecordType.Kind.TAG) {
            row.putIfAbsent(type.columns().getFirst(), type.mark().text());
        }
        return row(CsvTable.cells(row, type.columns()));
    }

    private byte[] row(List<String> cells) {
        byte[] row = CsvRow.write(cells, layout.dialect());
        byte[] lineEnd = layout.lineEnd().getBytes(StandardCharsets.US_ASCII);
        byte[] line = java.util.Arrays.copyOf(row, row.length + lineEnd.length);
        System.arraycopy(lineEnd, 0, line, row.length, lineEnd.length);
        return line;
    }

    @Override
    public byte[] end() {
        return NOTHING;
    }
}
