package io.sluice.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with names in braces, {@code /items/{item}?site={site}}. What is put in their place is percent-encoded, so
 * that no value can leave its segment.
 */
public record PathTemplate(String text) {

    private static final String NAME = "\\{[a-z][A-Za-z0-9]{0,62}}";
    private static final Pattern SHAPE = Pattern.compile("(?!.*/\\.+(/|\\?|$))(/|(/([A-Za-z0-9._~-]+|" + NAME
            + "))+)(\\?[A-Za-z0-9_-]+=" + NAME + "(&[A-Za-z0-9_-]+=" + NAME + ")*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9]+)}");
    private static final String UNRESERVED = "-._~";

    /** @throws IllegalArgumentException with what is expected */
    public PathTemplate {
        if (text.isEmpty() || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("'path' is such as /items/{item} or /items?site={site}");
        }
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * The path, percent-encoded. A parameter of the query without a value is left out; empty when a name of the path
     * has none.
     *
     * @param value of a name, null when it has none
     */
    public Optional<String> fill(Function<String, String> value) {
        String[] parts = text.split("\\?", 2);
        StringBuilder path = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(parts[0]);
        int at = 0;
        while (matcher.find()) {
            String given = value.apply(matcher.group(1));
            if (given == null || given.isEmpty() || given.matches("\\.+")) {
                return Optional.empty();
            }
            path.append(parts[0], at, matcher.start()).append(encoded(given));
            at = matcher.end();
        }
        path.append(parts[0].substring(at));
        if (parts.length == 2) {
            query(parts[1], value, path);
        }
        return Optional.of(path.toString());
    }

    private static void query(String template, Function<String, String> value, StringBuilder path) {
        char before = '?';
        for (String pair : template.split("&")) {
            int equals = pair.indexOf('=');
            String given = value.apply(pair.substring(equals + 2, pair.length() - 1));
            if (given != null) {
                path.append(before).append(pair, 0, equals + 1).append(encoded(given));
                before = '&';
            }
        }
    }

    private static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(String.format("%02X", (int) c));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
