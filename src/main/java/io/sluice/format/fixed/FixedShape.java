package io.sluice.format.fixed;

import io.sluice.format.Content;
import io.sluice.format.FormatProblem;
import io.sluice.format.records.LayoutWriter;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordText;
import io.sluice.format.records.RecordType;
import io.sluice.message.ProblemException;
import java.util.Map;

/** Writes records of a layout. */
record FixedShape(FixedLayout layout) implements LayoutWriter.Shape {

    private static final byte[] NOTHING = {};

    @Override
    public byte[] begin(Content firstDetail) {
        return NOTHING;
    }

    @Override
    public byte[] detail(Content detail) {
        if (!(detail.tree() instanceof Map<?, ?> tree)) {
            throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "a record that is not a map");
        }
        FixedType type = type(tree);
        for (Object name : tree.keySet()) {
            if (type.fields().stream().noneMatch(field -> field.name().equals(name))) {
                throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "a name that is not a field");
            }
        }
        return line(type, tree);
    }

    /** The type whose tag stands in the field at the place of tags, else the first. */
    private FixedType type(Map<?, ?> tree) {
        return layout.types().all().stream()
                .filter(type -> type.role() == RecordRole.DETAIL && type.mark().kind() == RecordType.Kind.TAG)
                .filter(type -> type.fields().stream()
                        .anyMatch(field -> field.start() == layout.tagAt()
                                && type.mark().text().equals(tree.get(field.name()))))
                .findFirst()
                .orElseGet(() -> layout.types().first(RecordRole.DETAIL).orElseThrow());
    }

    @Override
    public byte[] around(int type, Map<String, Object> values) {
        return line(layout.types().all().get(type), values);
    }

    private byte[] line(FixedType type, Map<?, ?> tree) {
        StringBuilder line = new StringBuilder(type.write(tree));
        if (type.mark().kind() == RecordType.Kind.TAG) {
            String tag = type.mark().text();
            line.replace(layout.tagAt(), layout.tagAt() + tag.length(), tag);
        }
        byte[] bytes = RecordText.encode(line.append(layout.lineEnd()).toString(), layout.charset());
        if (layout.length() > 0 && bytes.length != layout.length()) {
            throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "the length of the record");
        }
        return bytes;
    }

    @Override
    public byte[] end() {
        return NOTHING;
    }
}
