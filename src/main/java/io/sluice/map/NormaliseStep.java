package io.sluice.map;

import io.sluice.message.NormalisedCount;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule on one field.
 *
 * @param field names joined by dots, through lists
 * @param where what the object that holds the field has to say for the rule to apply: name to text
 */
record NormaliseStep(String field, String name, NormaliseRule rule, Map<String, String> where) {

    /** Counts while it goes through a tree. */
    final class Pass {
        private final LocalDate day;
        private int changed;
        private int kept;

        Pass(LocalDate day) {
            this.day = day;
        }

        NormalisedCount count() {
            return new NormalisedCount(field, name, changed, kept);
        }

        /** The same tree with the field in its form; what is not touched is shared with the one given. */
        Object through(Object tree) {
            return at(tree, field);
        }

        private Object at(Object tree, String path) {
            return switch (tree) {
                case List<?> list -> list.stream().map(item -> at(item, path)).toList();
                case Map<?, ?> map -> in(map, path);
                case null, default -> tree;
            };
        }

        private Object in(Map<?, ?> map, String path) {
            int dot = path.indexOf('.');
            String here = dot < 0 ? path : path.substring(0, dot);
            Object value = map.get(here);
            if (value == null
                    || dot < 0
                            && !where.entrySet().stream()
                                    .allMatch(w -> w.getValue().equals(map.get(w.getKey())))) {
                return map;
            }
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.put(here, dot < 0 ? leaf(value) : at(value, path.substring(dot + 1)));
            return copy;
        }

        private Object leaf(Object value) {
            if (value instanceof List<?> several) {
                return several.stream().map(this::leaf).toList();
            }
            if (!(value instanceof String text) || text.isEmpty()) {
                return value;
            }
            Optional<String> normal = rule.apply(text, day);
            if (normal.isEmpty()) {
                kept++;
                return value;
            }
            changed += normal.get().equals(text) ? 0 : 1;
            return normal.get();
        }
    }
}
