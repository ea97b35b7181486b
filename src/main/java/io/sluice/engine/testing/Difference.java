package io.sluice.engine.testing;

import io.sluice.format.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Where two trees differ, field by field. Numbers are equal when they say the same, whatever their Java type. */
final class Difference {

    /** One place. {@code expected} or {@code got} is null when there is nothing. */
    record Place(String path, Object expected, Object got) {

        @Override
        public String toString() {
            return "%-40s expected %s  got %s".formatted(path, word(expected), word(got));
        }

        private static String word(Object value) {
            return switch (value) {
                case null -> "nothing";
                case String text -> '"' + text + '"';
                default -> new String(Json.write(value), StandardCharsets.UTF_8);
            };
        }
    }

    private final List<Pattern> ignored;
    private final List<Place> places = new ArrayList<>();

    private Difference(List<String> ignore) {
        this.ignored = ignore.stream()
                .map(path -> Pattern.compile(Pattern.quote(path).replace("[*]", "\\E\\[\\d+\\]\\Q") + "(?:[.\\[].*)?"))
                .toList();
    }

    /** @param ignore paths not compared, with all below them; {@code [*]} stands for every position */
    static List<Place> between(String path, Object expected, Object got, List<String> ignore) {
        Difference difference = new Difference(ignore);
        difference.compare(path, expected, got);
        return difference.places;
    }

    private void compare(String path, Object expected, Object got) {
        if (ignored.stream().anyMatch(p -> p.matcher(path).matches())) {
            return;
        }
        if (expected instanceof Map<?, ?> left && got instanceof Map<?, ?> right) {
            Set<Object> names = new LinkedHashSet<>(left.keySet());
            names.addAll(right.keySet());
            names.forEach(name -> compare(join(path, String.valueOf(name)), left.get(name), right.get(name)));
        } else if (expected instanceof List<?> left && got instanceof List<?> right) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                compare(
                        path + '[' + i + ']',
                        i < left.size() ? left.get(i) : null,
                        i < right.size() ? right.get(i) : null);
            }
        } else if (!same(expected, got)) {
            places.add(new Place(path, expected, got));
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    private static boolean same(Object expected, Object got) {
        if (expected instanceof Number left && got instanceof Number right) {
            return new java.math.BigDecimal(left.toString()).compareTo(new java.math.BigDecimal(right.toString())) == 0;
        }
        return expected == null ? got == null : expected.equals(got);
    }
}
