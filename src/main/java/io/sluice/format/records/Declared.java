package io.sluice.format.records;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A map as it stands in YAML, read key by key. Everything that is wrong is a {@link FormatProblem#LAYOUT_INVALID} with
 * the key, for example {@code records.detail.fields[2].length}.
 */
public record Declared(String key, Map<?, ?> map) {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})(KiB|MiB)");
    private static final int LEAST_LIMIT = 64;
    private static final int MOST_LIMIT = 1 << 30;

    /** @param value what stands at the key; nothing counts as an empty map */
    public static Declared of(String key, Object value) {
        return switch (value) {
            case null -> new Declared(key, Map.of());
            case Map<?, ?> map -> new Declared(key, map);
            default -> throw invalid(key);
        };
    }

    public static ProblemException invalid(String key) {
        return new ProblemException(FormatProblem.LAYOUT_INVALID, key);
    }

    public ProblemException invalidAt(String name) {
        return invalid(key + "." + name);
    }

    /** Refuses every other key: a word that is misspelt must not be passed over. */
    public Declared only(Set<String> names) {
        for (Object name : map.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                throw invalid(key + "." + name + ", which is none of " + String.join(", ", new TreeSet<>(names)));
            }
        }
        return this;
    }

    public boolean has(String name) {
        return map.get(name) != null;
    }

    public Declared map(String name) {
        return of(key + "." + name, map.get(name));
    }

    public String text(String name, String otherwise) {
        return switch (map.get(name)) {
            case null -> otherwise;
            case Map<?, ?> wrong -> throw invalidAt(name);
            case List<?> wrong -> throw invalidAt(name);
            case Object value -> value.toString();
        };
    }

    public String text(String name) {
        String found = text(name, "");
        if (found.isEmpty()) {
            throw invalidAt(name);
        }
        return found;
    }

    public boolean flag(String name, boolean otherwise) {
        return switch (map.get(name)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> throw invalidAt(name);
        };
    }

    public int number(String name, int otherwise, int least, int most) {
        return switch (map.get(name)) {
            case null -> otherwise;
            case Integer number when number >= least && number <= most -> number;
            default -> throw invalidAt(name);
        };
    }

    /** {@code lineEnd}: crlf or lf. */
    public String lineEnd(String otherwise) {
        return switch (text("lineEnd", otherwise)) {
            case "crlf" -> "\r\n";
            case "lf" -> "\n";
            default -> throw invalidAt("lineEnd");
        };
    }

    /**
     * {@code recordLimit}: bytes of one record, as a number or a size such as {@code 64KiB}; 16 MiB unless declared.
     */
    public int recordLimit() {
        if (!(map.get("recordLimit") instanceof String size)) {
            return number("recordLimit", 16 << 20, LEAST_LIMIT, MOST_LIMIT);
        }
        Matcher parts = SIZE.matcher(size);
        long bytes = parts.matches()
                ? Long.parseLong(parts.group(1)) << (parts.group(2).equals("KiB") ? 10 : 20)
                : 0;
        if (bytes < LEAST_LIMIT || bytes > MOST_LIMIT) {
            throw invalidAt("recordLimit");
        }
        return (int) bytes;
    }

    /** One ASCII character that is not a letter, digit, CR or LF; 0 for an empty text. */
    public char character(String name, char otherwise) {
        String found = text(name, String.valueOf(otherwise));
        char one = found.length() == 1 ? found.charAt(0) : 0;
        if (found.length() > 1 || one > 126 || one == '\r' || one == '\n' || Character.isLetterOrDigit(one)) {
            throw invalidAt(name);
        }
        return one;
    }

    public List<String> texts(String name) {
        if (map.get(name) == null) {
            return List.of();
        }
        if (!(map.get(name) instanceof List<?> list)) {
            throw invalidAt(name);
        }
        return list.stream().map(String::valueOf).toList();
    }

    /** The items of a list of maps; one map alone is a list of one. */
    public List<Declared> maps(String name) {
        if (!(map.get(name) instanceof List<?> list)) {
            return map.get(name) == null ? List.of() : List.of(map(name));
        }
        List<Declared> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            items.add(of(key + "." + name + "[" + i + "]", list.get(i)));
        }
        return items;
    }

    /** Name to text, in the order of the file. */
    public Map<String, String> textMap(String name) {
        Declared inner = map(name);
        Map<String, String> found = new LinkedHashMap<>();
        inner.map().keySet().forEach(each -> found.put(each.toString(), inner.text(each.toString(), "")));
        return found;
    }
}
