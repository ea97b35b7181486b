package io.sluice.format.fixed;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.RecordMarks.Named;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordType;
import io.sluice.message.ProblemException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of record.
 *
 * @param length characters of a whole record: the end of the last field, or the declared length of all records
 * @param values field to text or placeholders, for headers and trailers that are written
 */
record FixedType(
        RecordRole role, String name, Mark mark, List<FixedField> fields, int length, Map<String, String> values)
        implements RecordType {

    FixedType {
        fields = List.copyOf(fields);
    }

    FixedType(Named named, List<FixedField> fields, int length, Map<String, String> values) {
        this(named.role(), named.name(), named.mark(), fields, length, values);
    }

    /** @throws ProblemException {@link FormatProblem#FIXED_INVALID} with the field, or with the length */
    Map<String, Object> read(String line) {
        if (line.length() < length || !line.substring(length).isBlank()) {
            throw new ProblemException(
                    FormatProblem.FIXED_INVALID, line.length() + " characters in place of " + length);
        }
        Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(fields.size());
        for (FixedField field : fields) {
            try {
                Object value = field.value().read(field.stripped(line), line.substring(field.start(), field.end()));
                if (value != null) {
                    tree.put(field.name(), value);
                }
            } catch (IllegalArgumentException | DateTimeException wrong) {
                // Not kept as the cause: its message quotes the value.
                throw new ProblemException(FormatProblem.FIXED_INVALID, "field " + field.name());
            }
        }
        return tree;
    }

    /** @throws ProblemException {@link FormatProblem#VALUE_DOES_NOT_FIT} with the field */
    String write(Map<?, ?> tree) {
        StringBuilder line = new StringBuilder(" ".repeat(length));
        for (FixedField field : fields) {
            Object value = tree.get(field.name());
            String text;
            try {
                text = value == null ? "" : field.value().write(value);
            } catch (IllegalArgumentException | DateTimeException wrong) {
                throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "field " + field.name());
            }
            if (text.length() > field.length() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "field " + field.name());
            }
            if (value != null) {
                field.put(text, line);
            }
        }
        return line.toString();
    }
}
