package io.sluice.format.csv;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.TreeContent;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.Declared;
import io.sluice.format.records.LayoutWriter;
import io.sluice.format.records.RecordMarks;
import io.sluice.format.records.RecordParser;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordType;
import io.sluice.format.records.RecordTypes;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.SplitRecords;
import io.sluice.format.records.TaggedLayout;
import io.sluice.format.records.WritableLayout;
import io.sluice.message.ProblemException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * CSV files: rows in a dialect, their columns named by the file's first row or by the layout. The tree of a row is a
 * map of column to text; a row is recognised by the text of its first cell.
 *
 * @param lineEnd of what is written
 * @param names whether the first row names the columns of the details
 * @param around headers and trailers that are written
 * @param recordLimit bytes of one row
 */
public record CsvLayout(
        CsvDialect dialect,
        String lineEnd,
        boolean names,
        RecordTypes<CsvType> types,
        List<LayoutWriter.Around> around,
        int recordLimit)
        implements WritableLayout, TaggedLayout {

    private static final Set<String> KEYS = Set.of(
            "delimiter",
            "quote",
            "encoding",
            "names",
            "columns",
            "header",
            "detail",
            "trailer",
            "recordLimit",
            "lineEnd");

    /** @throws ProblemException {@link FormatProblem#LAYOUT_INVALID} with the key */
    public static CsvLayout of(Declared records) {
        records.only(KEYS);
        List<String> columns = records.texts("columns");
        RecordTypes<CsvType> types =
                RecordMarks.read(records, Set.of("columns", "values"), (named, one) -> type(named, one, columns));
        if (types.first(RecordRole.DETAIL).isEmpty()) {
            types = types.and(new CsvType(RecordRole.DETAIL, "detail", RecordType.Mark.OTHERWISE, columns, Map.of()));
        }
        boolean named = types.all().stream().noneMatch(type -> type.columns().isEmpty());
        boolean names = records.flag("names", !named);
        for (CsvType type : types.all()) {
            boolean byFile = names && type.role() == RecordRole.DETAIL;
            if (type.columns().isEmpty() && !byFile || !CsvType.distinct(type.columns())) {
                throw records.invalidAt(type.name() + ".columns");
            }
        }
        List<LayoutWriter.Around> around = LayoutWriter.around(types, CsvType::values, Format.CSV);
        return new CsvLayout(
                CsvDialect.of(records), records.lineEnd("crlf"), names, types, around, records.recordLimit());
    }

    private static CsvType type(RecordMarks.Named named, Declared one, List<String> columns) {
        List<String> own = one.texts("columns");
        boolean shared = own.isEmpty() && named.role() == RecordRole.DETAIL;
        CsvType type = new CsvType(named, shared ? columns : own, one.textMap("values"));
        if (!type.columns().containsAll(type.values().keySet())) {
            throw one.invalidAt("values");
        }
        return type;
    }

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public RecordReader read(InputStream in) {
        return new SplitRecords(
                new ByteWindow(in, recordLimit),
                new CsvSplitter(dialect, names),
                types.roles(this::tags),
                this::parser);
    }

    @Override
    public RecordWriter write(OutputStream out, BatchFacts facts) {
        return new LayoutWriter(out, facts, format(), new CsvShape(this), around);
    }

    /**
     * @throws ProblemException {@link FormatProblem#CSV_COLUMNS} when the file's names are not those that are declared
     */
    @Override
    public RecordParser parser(byte[] context) {
        RecordTypes<CsvType> known = names ? types.map(type -> named(type, context)) : types;
        return (role, bytes) -> parse(known, role, bytes);
    }

    private Content parse(RecordTypes<CsvType> known, RecordRole role, byte[] bytes) {
        List<String> cells = CsvRow.read(bytes, dialect);
        CsvType type = known.within(role, cells.getFirst()::equals);
        return new TreeContent(Format.CSV, bytes, type.tree(cells), type.name());
    }

    /** The first cell is looked at alone; one that cannot be read has no tag. */
    @Override
    public Predicate<String> tags(byte[] row) {
        try {
            return CsvRow.first(row, dialect)::equals;
        } catch (ProblemException unreadable) {
            return tag -> false;
        }
    }

    @Override
    public Optional<byte[]> between() {
        return names ? Optional.empty() : Optional.of(new byte[] {'\n'});
    }

    private CsvType named(CsvType type, byte[] context) {
        if (type.role() != RecordRole.DETAIL) {
            return type;
        }
        List<String> found;
        try {
            found = CsvRow.read(context, dialect).stream().map(String::strip).toList();
        } catch (ProblemException unreadable) {
            throw new ProblemException(FormatProblem.CSV_COLUMNS, "the row of names, " + unreadable.where());
        }
        for (int i = 0; i < type.columns().size(); i++) {
            if (!found.contains(type.columns().get(i))) {
                throw new ProblemException(
                        FormatProblem.CSV_COLUMNS, "the row of names, declared column " + (i + 1) + " is missing");
            }
        }
        if (!CsvType.distinct(found)) {
            throw new ProblemException(FormatProblem.CSV_COLUMNS, "the row of names, one stands twice");
        }
        return type.withColumns(found);
    }
}
