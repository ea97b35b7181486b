package io.sluice.map;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days as ISO 8601, read by the declared patterns. A text that two of them read as different days is left alone, and
 * one that is ISO already is as it should be.
 */
record DateRule(List<DateTimeFormatter> patterns) implements NormaliseRule {

    /** @throws IllegalArgumentException when it is no pattern of days */
    static DateTimeFormatter pattern(String text) {
        return DateTimeFormatter.ofPattern(text.replace('y', 'u'), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public Optional<String> apply(String value, LocalDate day) {
        String text = value.strip();
        Optional<String> iso = day(text, DateTimeFormatter.ISO_LOCAL_DATE);
        if (iso.isPresent()) {
            return iso;
        }
        Set<String> days = new TreeSet<>();
        patterns.forEach(pattern -> day(text, pattern).ifPresent(days::add));
        return days.size() == 1 ? Optional.of(days.iterator().next()) : Optional.empty();
    }

    private static Optional<String> day(String text, DateTimeFormatter pattern) {
        try {
            return Optional.of(LocalDate.parse(text, pattern).toString());
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
