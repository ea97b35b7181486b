package io.sluice.format.records;

import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.Place;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares totals that a file states with what is in it: {@code check: {count: count(), total: sum(Amount)}}. A key names a
 * field of the trailer, or of the header where the trailer has none; a rule counts the details, or adds a field of theirs
 * exactly. A detail without the field adds nothing; one whose field is not a number, or that cannot be read at all, makes
 * a sum unproven. For one file and one thread, fed with all its records in any order.
 */
public final class ControlTotals {

    private static final Pattern RULE = Pattern.compile("count\\(\\)|sum\\((.+)\\)");

    private final List<Total> totals = new ArrayList<>();

    private static final class Total {
        private final String name;
        private final String rule;
        private final Place stated;
        private final Place added;
        private BigDecimal found = BigDecimal.ZERO;
        private long unreadable;
        private Optional<String> trailer = Optional.empty();
        private Optional<String> header = Optional.empty();

        /** @param added null for a count */
        private Total(String name, String rule, Place stated, Place added) {
            this.name = name;
            this.rule = rule;
            this.stated = stated;
            this.added = added;
        }
    }

    /**
     * @param check field of the trailer to {@code count()} or {@code sum(<field of a detail>)}
     * @throws ProblemException {@link FormatProblem#LAYOUT_INVALID} or {@link FormatProblem#PATH_INVALID}
     */
    public ControlTotals(Format format, Map<String, String> check) {
        check.forEach((name, rule) -> {
            Matcher matcher = RULE.matcher(rule.strip());
            if (!matcher.matches()) {
                throw Declared.invalid("check." + name);
            }
            Place added = matcher.group(1) == null
                    ? null
                    : format.place(matcher.group(1).strip());
            totals.add(new Total(name, rule.strip(), format.place(name), added));
        });
    }

    public void add(FileRecord record) {
        for (Total total : totals) {
            switch (record.role()) {
                case HEADER -> total.header = read(record, total.stated).or(() -> total.header);
                case TRAILER -> total.trailer = read(record, total.stated).or(() -> total.trailer);
                case DETAIL -> count(total, record);
            }
        }
    }

    private static void count(Total total, FileRecord record) {
        if (total.added == null) {
            total.found = total.found.add(BigDecimal.ONE);
        } else if (record.problem().isPresent()) {
            total.unreadable++;
        } else {
            String text = total.added.in(record.content()).orElse("");
            Optional<BigDecimal> amount = text.isBlank() ? Optional.of(BigDecimal.ZERO) : Decimals.parse(text);
            amount.ifPresentOrElse(value -> total.found = total.found.add(value), () -> total.unreadable++);
        }
    }

    private static Optional<String> read(FileRecord record, Place place) {
        return record.problem().isPresent() ? Optional.empty() : place.in(record.content());
    }

    /**
     * What one detail adds to the declared sums, by name, so that what becomes of the records can be balanced by amounts as
     * well as by count. What is missing or cannot be read is left out.
     */
    public Map<String, BigDecimal> amounts(FileRecord detail) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (Total total : totals) {
            if (total.added != null) {
                read(detail, total.added).flatMap(Decimals::parse).ifPresent(value -> amounts.put(total.name, value));
            }
        }
        return amounts;
    }

    /** One for each declared total, in their order. */
    public List<ControlVerdict> verdicts() {
        return totals.stream()
                .map(total -> new ControlVerdict(
                        total.name,
                        total.rule,
                        total.trailer.or(() -> total.header).flatMap(Decimals::parse),
                        total.found,
                        total.unreadable))
                .toList();
    }
}
