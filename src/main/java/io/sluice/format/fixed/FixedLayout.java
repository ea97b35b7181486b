package io.sluice.format.fixed;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.TreeContent;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.Declared;
import io.sluice.format.records.LayoutWriter;
import io.sluice.format.records.Lines;
import io.sluice.format.records.RecordMarks;
import io.sluice.format.records.RecordParser;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordText;
import io.sluice.format.records.RecordTypes;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.SplitRecords;
import io.sluice.format.records.Splitter;
import io.sluice.format.records.TaggedLayout;
import io.sluice.format.records.WritableLayout;
import io.sluice.message.ProblemException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Files of fixed columns: records are lines, or have a fixed length in bytes. Positions count characters. The tree of a
 * record is a map of field to text, exact decimal, or ISO 8601 date; a number or date that is blank is left out.
 *
 * @param length bytes of each record of a file without line ends; 0 for lines
 * @param lineEnd of what is written
 * @param tagAt characters before the tag
 * @param around headers and trailers that are written
 * @param recordLimit bytes of one line
 */
public record FixedLayout(
        Charset charset,
        int length,
        String lineEnd,
        int tagAt,
        RecordTypes<FixedType> types,
        List<LayoutWriter.Around> around,
        int recordLimit)
        implements WritableLayout, TaggedLayout {

    private static final Set<String> KEYS =
            Set.of("encoding", "length", "tagAt", "header", "detail", "trailer", "recordLimit", "lineEnd");

    /** @throws ProblemException {@link io.sluice.format.FormatProblem#LAYOUT_INVALID} with the key */
    public static FixedLayout of(Declared records) {
        records.only(KEYS);
        int length = records.number("length", 0, 1, 1 << 20);
        String encoding = records.text("encoding", "UTF-8");
        Charset charset = length == 0 ? RecordText.charset(encoding) : RecordText.any(encoding);
        RecordTypes<FixedType> types =
                RecordMarks.read(records, Set.of("fields", "values"), (named, one) -> type(named, one, length));
        if (types.first(RecordRole.DETAIL).isEmpty()) {
            throw records.invalidAt("detail");
        }
        int tagAt = records.number("tagAt", 1, 1, 1 << 20) - 1;
        String lineEnd = length > 0 ? "" : records.lineEnd("crlf");
        List<LayoutWriter.Around> around = LayoutWriter.around(types, FixedType::values, Format.FIXED);
        return new FixedLayout(charset, length, lineEnd, tagAt, types, around, records.recordLimit());
    }

    private static FixedType type(RecordMarks.Named named, Declared one, int length) {
        List<FixedField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int end = 0;
        for (Declared each : one.maps("fields")) {
            FixedField field =
                    FixedField.of(each, fields.isEmpty() ? 0 : fields.getLast().end());
            if (!names.add(field.name())) {
                throw each.invalidAt("name");
            }
            fields.add(field);
            end = Math.max(end, field.end());
        }
        if (fields.isEmpty() || length > 0 && end > length) {
            throw one.invalidAt("fields");
        }
        Map<String, String> values = one.textMap("values");
        if (!names.containsAll(values.keySet())) {
            throw one.invalidAt("values");
        }
        return new FixedType(named, fields, Math.max(end, length), values);
    }

    @Override
    public Format format() {
        return Format.FIXED;
    }

    @Override
    public RecordReader read(InputStream in) {
        Splitter splitter = length == 0 ? new Lines() : new FixedLengths(length);
        return new SplitRecords(
                new ByteWindow(in, Math.max(recordLimit, length)), splitter, types.roles(this::tags), this::parser);
    }

    @Override
    public RecordWriter write(OutputStream out, BatchFacts facts) {
        return new LayoutWriter(out, facts, format(), new FixedShape(this), around);
    }

    @Override
    public RecordParser parser(byte[] context) {
        return this::parse;
    }

    private Content parse(RecordRole role, byte[] bytes) {
        String line = RecordText.decode(bytes, 0, bytes.length, charset);
        FixedType type = types.within(role, tag -> line.startsWith(tag, tagAt));
        return new TreeContent(Format.FIXED, bytes, type.read(line), type.name());
    }

    @Override
    public Optional<byte[]> between() {
        return Optional.of(length == 0 ? new byte[] {'\n'} : new byte[0]);
    }

    @Override
    public Predicate<String> tags(byte[] bytes) {
        // One byte, one character suffices for tags, which are ASCII; EBCDIC is decoded by its own charset.
        String line = new String(bytes, charset);
        return tag -> line.startsWith(tag, tagAt);
    }
}
