package io.sluice.map;

import io.sluice.message.BlobToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree in which large parts are seen as {@code {blob, type, size, sha256}}; made only for messages that have such.
 */
final class BlobView {

    private BlobView() {}

    static Object of(Object tree) {
        return switch (tree) {
            case String text -> BlobToken.view(text);
            case Map<?, ?> map -> {
                Map<Object, Object> seen = new LinkedHashMap<>();
                map.forEach((key, value) -> seen.put(key, of(value)));
                yield seen;
            }
            case List<?> list -> {
                List<Object> seen = new ArrayList<>(list.size());
                list.forEach(value -> seen.add(of(value)));
                yield seen;
            }
            case null, default -> tree;
        };
    }
}
