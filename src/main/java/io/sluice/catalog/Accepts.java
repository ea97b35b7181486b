package io.sluice.catalog;

import java.util.List;

/**
 * What an integration takes from its listener.
 *
 * @param types {@code ADT^A01}, {@code ADT^A*} or {@code *}; empty accepts every type
 * @param versions {@code 2.5.1}, {@code 2.*}; empty accepts every version
 */
public record Accepts(List<String> types, List<String> versions) {

    public static final Accepts ALL = new Accepts(List.of(), List.of());

    public Accepts {
        types = List.copyOf(types);
        versions = List.copyOf(versions);
    }

    /** @param type code and trigger, {@code ADT^A01}; a structure after it is ignored */
    public boolean type(String type) {
        var shortType = shortType(type);
        return types.isEmpty() || types.stream().anyMatch(p -> matches(p, shortType));
    }

    public boolean version(String version) {
        return versions.isEmpty() || versions.stream().anyMatch(p -> matches(p, version));
    }

    /** Whether some message could be taken by both. */
    public boolean overlaps(Accepts other) {
        return overlap(types, other.types) && overlap(versions, other.versions);
    }

    /** {@code ADT^A01^ADT_A01} is {@code ADT^A01}: MSH-9.3 says nothing that the first two do not. */
    static String shortType(String type) {
        int first = type.indexOf('^');
        int second = first < 0 ? -1 : type.indexOf('^', first + 1);
        return second < 0 ? type : type.substring(0, second);
    }

    static boolean wild(String pattern) {
        return pattern.endsWith("*");
    }

    private static boolean matches(String pattern, String value) {
        return wild(pattern) ? value.startsWith(stem(pattern)) : value.equals(pattern);
    }

    private static boolean overlap(List<String> mine, List<String> theirs) {
        return mine.isEmpty()
                || theirs.isEmpty()
                || mine.stream().anyMatch(a -> theirs.stream().anyMatch(b -> overlap(a, b)));
    }

    private static boolean overlap(String a, String b) {
        if (wild(a) && wild(b)) {
            return stem(a).startsWith(stem(b)) || stem(b).startsWith(stem(a));
        }
        return wild(a) ? matches(a, b) : matches(b, a);
    }

    private static String stem(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }
}
