package io.sluice.format.json;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.Place;
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
import io.sluice.format.records.RecordType;
import io.sluice.format.records.RecordTypes;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.SplitRecords;
import io.sluice.format.records.WritableLayout;
import io.sluice.message.ProblemException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A JSON document in each line, UTF-8. A record is recognised by the value at one path, {@code tagAt}, or by its
 * position.
 *
 * @param tagAt where the tag stands; null when none is declared
 * @param around headers and trailers that are written; their tag is one of their values
 * @param recordLimit bytes of one line
 */
public record JsonLinesLayout(
        Place tagAt, RecordTypes<JsonType> types, List<LayoutWriter.Around> around, int recordLimit)
        implements WritableLayout {

    private static final Set<String> KEYS = Set.of("tagAt", "header", "detail", "trailer", "recordLimit");

    /** @param values name to text or placeholders, for headers and trailers that are written */
    record JsonType(RecordRole role, String name, Mark mark, Map<String, String> values) implements RecordType {}

    /** @throws ProblemException {@link io.sluice.format.FormatProblem#LAYOUT_INVALID} with the key */
    public static JsonLinesLayout of(Declared records) {
        records.only(KEYS);
        RecordTypes<JsonType> types = RecordMarks.read(
                records,
                Set.of("values"),
                (named, one) -> new JsonType(named.role(), named.name(), named.mark(), one.textMap("values")));
        if (types.first(RecordRole.DETAIL).isEmpty()) {
            types = types.and(new JsonType(RecordRole.DETAIL, "detail", RecordType.Mark.OTHERWISE, Map.of()));
        }
        boolean tags = types.all().stream().anyMatch(type -> type.mark().kind() == RecordType.Kind.TAG);
        return new JsonLinesLayout(
                tags ? Format.JSON.place(records.text("tagAt")) : null,
                types,
                LayoutWriter.around(types, JsonType::values, Format.JSONL),
                records.recordLimit());
    }

    @Override
    public Format format() {
        return Format.JSONL;
    }

    @Override
    public RecordReader read(InputStream in) {
        return new SplitRecords(new ByteWindow(in, recordLimit), new Lines(), types.roles(this::tags), this::parser);
    }

    @Override
    public RecordWriter write(OutputStream out, BatchFacts facts) {
        return new LayoutWriter(out, facts, format(), new JsonLinesShape(), around);
    }

    @Override
    public RecordParser parser(byte[] context) {
        return this::parse;
    }

    private Content parse(RecordRole role, byte[] bytes) {
        Content content = new TreeContent(Format.JSONL, bytes, Json.read(bytes), "");
        String name = types.within(role, tag(content)).name();
        return new TreeContent(Format.JSONL, bytes, content.tree(), name);
    }

    private Predicate<String> tags(byte[] line) {
        try {
            return tag(new TreeContent(Format.JSONL, line, Json.read(line), ""));
        } catch (ProblemException unreadable) {
            return tag -> false;
        }
    }

    private Predicate<String> tag(Content content) {
        String found = tagAt == null ? "" : tagAt.in(content).orElse("");
        return found::equals;
    }
}
