package io.sluice.format.records;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.TreeContent;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Files in which several records are one thing, such as an order and its lines:
 * {@code group: {start: H, lines: [L, N]}}. A record with the tag {@code start} and those with a tag of {@code lines}
 * behind it become one detail, whose tree is that of the first with the others as {@code lines}, in their order. A line
 * without a start is a detail that cannot be read; other records stay what they are. The number of a group is that of
 * its last record, so that reading goes on behind whole groups.
 *
 * @param inner tells the records apart
 * @param limit bytes of a group
 */
public record GroupedLayout(TaggedLayout inner, String start, List<String> lines, int limit) implements RecordLayout {

    /** The key of the lines in the tree of a group. */
    public static final String LINES = "lines";

    /**
     * @param group what is declared
     * @throws ProblemException {@link FormatProblem#LAYOUT_INVALID} with the key
     */
    public static GroupedLayout of(Declared group, TaggedLayout inner, int limit) {
        group.only(Set.of("start", LINES));
        String start = group.text("start");
        List<String> lines =
                group.map().get(LINES) instanceof List<?> ? group.texts(LINES) : List.of(group.text(LINES));
        Set<String> known = new java.util.HashSet<>();
        inner.types().all().stream()
                .filter(type -> type.role() == RecordRole.DETAIL)
                .forEach(type -> known.add(type.mark().text()));
        if (!known.contains(start)) {
            throw group.invalidAt("start, which is not the tag of a detail");
        }
        if (lines.isEmpty() || lines.contains(start) || !known.containsAll(lines)) {
            throw group.invalidAt("lines, which are not tags of other details");
        }
        if (inner.between().isEmpty()) {
            throw Declared.invalid("records.names, which a file with groups does not have");
        }
        return new GroupedLayout(inner, start, lines, limit);
    }

    @Override
    public Format format() {
        return inner.format();
    }

    @Override
    public RecordReader read(InputStream in) {
        return new GroupReader(this, inner.read(in));
    }

    boolean starts(FileRecord record) {
        return record.role() == RecordRole.DETAIL && inner.tags(record.bytes()).test(start);
    }

    boolean goesOn(FileRecord record) {
        Predicate<String> tags = inner.tags(record.bytes());
        return record.role() == RecordRole.DETAIL && lines.stream().anyMatch(tags);
    }

    @Override
    public RecordParser parser(byte[] context) {
        return (role, bytes) -> role == RecordRole.DETAIL
                ? detail(bytes)
                : inner.parser(context).parse(role, bytes);
    }

    private Content detail(byte[] bytes) {
        List<Object> found = new ArrayList<>();
        Content first = null;
        try (RecordReader records = inner.read(new ByteArrayInputStream(bytes))) {
            for (Optional<FileRecord> next = records.next(); next.isPresent(); next = records.next()) {
                FileRecord record = next.get();
                if (first == null && goesOn(record)) {
                    throw new ProblemException(FormatProblem.RECORD_UNKNOWN, "its start");
                }
                Content content = record.content();
                if (first != null) {
                    found.add(content.tree());
                } else if (!starts(record)) {
                    return content;
                } else {
                    first = content;
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
        if (first == null) {
            throw new ProblemException(FormatProblem.RECORD_UNKNOWN, "its tag");
        }
        Map<Object, Object> tree = new LinkedHashMap<>((Map<?, ?>) first.tree());
        tree.put(LINES, found);
        return new TreeContent(format(), bytes, tree, first.type());
    }
}
