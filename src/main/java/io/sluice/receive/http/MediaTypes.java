package io.sluice.receive.http;

import io.sluice.catalog.HttpOperation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which media types a resource takes: those of its OpenAPI file, else those of the integration's format. */
record MediaTypes(List<String> names, String suffix, boolean forms) {

    static final String FORM = "multipart/form-data";

    private static final Map<String, List<String>> OF_FORMAT = Map.of(
            "json", List.of("application/json"),
            "xml", List.of("application/xml", "text/xml"),
            "hl7v2", List.of("x-application/hl7-v2+er7", "application/hl7-v2", "application/hl7-v2+er7"),
            "csv", List.of("text/csv"),
            "x12", List.of("application/edi-x12"));

    /** Types whose structure is told by their end (RFC 6838 section 4.2.8). */
    private static final Map<String, String> SUFFIX = Map.of("json", "+json", "xml", "+xml");

    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([^;\\s\"]+)");

    static MediaTypes of(HttpOperation operation, String format) {
        if (operation.consumes().isEmpty()) {
            return new MediaTypes(OF_FORMAT.getOrDefault(format, List.of()), SUFFIX.getOrDefault(format, ""), true);
        }
        List<String> names =
                operation.consumes().stream().filter(name -> !name.equals(FORM)).toList();
        boolean forms = names.size() < operation.consumes().size();
        return names.isEmpty()
                ? new MediaTypes(OF_FORMAT.getOrDefault(format, List.of()), SUFFIX.getOrDefault(format, ""), true)
                : new MediaTypes(names, "", forms);
    }

    /** Whether a body, or the part of a form that is the message, may have this type. */
    boolean take(String contentType) {
        String name = name(contentType);
        return (names.contains(name) || !suffix.isEmpty() && name.endsWith(suffix)) && readable(name, contentType);
    }

    /** Whether a body of this type may come: the message itself, or a form with it. Null: the sender does not say. */
    boolean takeBody(String contentType, boolean encoded) {
        return contentType != null
                && !encoded
                && (take(contentType) || forms && name(contentType).equals(FORM));
    }

    /** The name alone, in small letters. */
    static String name(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    static Optional<String> boundary(String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        return matcher.find()
                ? Optional.of(matcher.group(1) != null ? matcher.group(1) : matcher.group(2))
                : Optional.empty();
    }

    /** JSON has one character encoding (RFC 8259 section 8.1); other formats say theirs themselves. */
    private static boolean readable(String name, String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        return !name.endsWith("json") || !matcher.find() || matcher.group(1).equalsIgnoreCase("utf-8");
    }

    /** For the header Accept of a refusal. */
    @Override
    public String toString() {
        return String.join(", ", names) + (forms ? ", " + FORM : "");
    }
}
