package io.sluice.map;

import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;

/**
 * {@code $blob(value)}: puts a large part that mappings see as {@code {blob, type, size, sha256}} into the result. What
 * is sent has its bytes, exactly as they came. A text is given back as it is, so that the same mapping does for small
 * parts; nothing gives nothing, null gives null, a list gives a list.
 */
final class BlobFunction {

    private BlobFunction() {}

    static Object call(Arguments args) {
        return one(args.value(0));
    }

    private static Object one(Object value) {
        if (value == null || value == Jsonata.NULL_VALUE || value instanceof String) {
            return value;
        }
        if (value instanceof List<?> several) {
            return several.stream().map(BlobFunction::one).toList();
        }
        if (value instanceof Map<?, ?> view && view.get("blob") instanceof String text) {
            return text;
        }
        throw Arguments.wrong(0, "a large part or a text");
    }
}
