package io.sluice.format.records;

import io.sluice.format.Format;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders, for headers, trailers and names of files: {@code {sequence}} or, filled with zeros,
 * {@code {sequence:6}}; {@code {date}} or {@code {date:yyyyMMddHHmm}}; and behind the details {@code {count}} and
 * {@code {sum(Amount)}}.
 */
public final class Template {

    private static final Pattern PART =
            Pattern.compile("\\{(?:(sequence)(?::(\\d{1,2}))?|(date)(?::([^{}]+))?|(count)|sum\\(([^{}]+)\\))}|[^{}]+");

    private interface Part {
        Object value(BatchFacts facts, BatchTotals totals);
    }

    private final List<Part> parts = new ArrayList<>();
    private final List<String> sums = new ArrayList<>();

    private Template() {}

    /** A template for what stands before the details, or beside the file: no count, no sum. */
    public static Template of(String text, String key) {
        return parse(text, key, null);
    }

    /**
     * @param key for the refusal
     * @param details the format of the details that are added up
     * @throws io.sluice.message.ProblemException {@link io.sluice.format.FormatProblem#LAYOUT_INVALID}, or
     *     {@link io.sluice.format.FormatProblem#PATH_INVALID} in a sum
     */
    public static Template ofTrailer(String text, String key, Format details) {
        Template template = parse(text, key, details);
        template.sums.forEach(details::place);
        return template;
    }

    private static Template parse(String text, String key, Format details) {
        Template template = new Template();
        Matcher matcher = PART.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            boolean total = matcher.group(5) != null || matcher.group(6) != null;
            if (total && details == null) {
                throw Declared.invalid(key);
            }
            template.parts.add(template.part(matcher, key));
            at = matcher.end();
        }
        if (at < text.length()) {
            throw Declared.invalid(key);
        }
        return template;
    }

    private Part part(Matcher matcher, String key) {
        String literal = matcher.group();
        String path = matcher.group(6);
        if (matcher.group(1) != null) {
            int width = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            return (facts, totals) -> {
                String digits = Long.toString(facts.sequence());
                return "0".repeat(Math.max(0, width - digits.length())) + digits;
            };
        } else if (matcher.group(3) != null) {
            DateTimeFormatter form = date(matcher.group(4), key);
            return (facts, totals) -> form.format(facts.at());
        } else if (matcher.group(5) != null) {
            return (facts, totals) -> totals.count();
        } else if (path != null) {
            sums.add(path);
            return (facts, totals) -> totals.sum(path);
        }
        return (facts, totals) -> literal;
    }

    private static DateTimeFormatter date(String pattern, String key) {
        try {
            return Optional.ofNullable(pattern)
                    .map(DateTimeFormatter::ofPattern)
                    .orElse(DateTimeFormatter.ISO_LOCAL_DATE);
        } catch (IllegalArgumentException | DateTimeException unknown) {
            throw Declared.invalid(key);
        }
    }

    /** Paths of the details that it adds up. */
    public List<String> sums() {
        return sums;
    }

    /** Text; an exact number where the template is a count or a sum and nothing else. */
    public Object value(BatchFacts facts, BatchTotals totals) {
        if (parts.size() == 1) {
            return parts.getFirst().value(facts, totals);
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(plain(part.value(facts, totals))));
        return text.toString();
    }

    /** As {@link #value} for a template without totals, such as the name of a file. */
    public String text(BatchFacts facts) {
        return value(facts, null).toString();
    }

    private static String plain(Object value) {
        return value instanceof java.math.BigDecimal exact ? exact.toPlainString() : value.toString();
    }
}
