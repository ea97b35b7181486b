package io.sluice.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A column of CSV or a field of fixed width by its name, whatever characters that holds. */
public record NamedPlace(String path) implements TreePlace {

    @Override
    public Optional<String> in(Content content) {
        Object tree = content.tree() instanceof List<?> rows && !rows.isEmpty() ? rows.getFirst() : content.tree();
        Object value = tree instanceof Map<?, ?> row ? row.get(path) : null;
        return value == null ? Optional.empty() : Optional.of(value.toString());
    }

    @Override
    public Object removedFrom(Object tree) {
        if (!(tree instanceof Map<?, ?> row)) {
            return tree;
        }
        Map<Object, Object> rest = new LinkedHashMap<>(row);
        rest.remove(path);
        return rest;
    }
}
