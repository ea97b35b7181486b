package io.sluice.format.records;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.Place;
import io.sluice.format.TreeContent;
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
 * Compares totals that a file states with what is in it: {@code check: {count: count(), total: sum(Amount)}}. A key
 * names a field of the trailer, or of the header where the trailer has none; a rule counts the details, or adds a field
 * of theirs exactly. Where records are grouped {@code count()} counts groups, {@code count(lines)} their lines, and
 * {@code sum(lines.Amount)} adds a field of these. A detail without the field adds nothing; one whose field is not a
 * number, or that cannot be read at all, makes a sum unproven. For one file and one thread, fed with all its records in
 * any order.
 */
public final class ControlTotals {

    private static final Pattern RULE = Pattern.compile("count\\((?:lines)?\\)|sum\\((lines\\.)?(.+)\\)");

    private final List<Total> totals = new ArrayList<>();

    private static final class Total {
        private final String name;
        private final String rule;
        private final Place stated;
        private final Place added;
        private final boolean ofLines;
        private BigDecimal found = BigDecimal.ZERO;
        private long unreadable;
        private Optional<String> trailer = Optional.empty();
        private Optional<String> header = Optional.empty();

        /**
         * @param added null for a count
         * @param ofLines of a group, not of its first record
         */
        private Total(String name, String rule, Place stated, Place added, boolean ofLines) {
            this.name = name;
            this.rule = rule;
            this.stated = stated;
            this.added = added;
            this.ofLines = ofLines;
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
            boolean grouped = format == Format.CSV || format == Format.FIXED;
            boolean sum = matcher.group(2) != null;
            boolean ofLines = sum ? grouped && matcher.group(1) != null : rule.contains(GroupedLayout.LINES);
            if (ofLines && !grouped) {
                throw Declared.invalid("check." + name);
            }
            String path = sum && !ofLines && matcher.group(1) != null
                    ? matcher.group(1) + matcher.group(2)
                    : matcher.group(2);
            Place added = sum ? format.place(path.strip()) : null;
            totals.add(new Total(name, rule.strip(), format.place(name), added, ofLines));
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
        if (total.added == null && !total.ofLines) {
            total.found = total.found.add(BigDecimal.ONE);
        } else if (record.problem().isPresent()) {
            total.unreadable++;
        } else {
            for (Content counted : counted(total, record)) {
                count(total, counted);
            }
        }
    }

    private static void count(Total total, Content counted) {
        String text = total.added == null ? "1" : total.added.in(counted).orElse("");
        Optional<BigDecimal> amount = text.isBlank() ? Optional.of(BigDecimal.ZERO) : Decimals.parse(text);
        amount.ifPresentOrElse(value -> total.found = total.found.add(value), () -> total.unreadable++);
    }

    /** The record itself, or the lines of its group. */
    private static List<Content> counted(Total total, FileRecord record) {
        Content whole = record.content();
        if (!total.ofLines) {
            return List.of(whole);
        }
        Object lines = whole.tree() instanceof Map<?, ?> tree ? tree.get(GroupedLayout.LINES) : null;
        return lines instanceof List<?> all
                ? all.stream()
                        .<Content>map(line -> new TreeContent(whole.format(), new byte[0], line, ""))
                        .toList()
                : List.of();
    }

    private static Optional<String> read(FileRecord record, Place place) {
        return record.problem().isPresent() ? Optional.empty() : place.in(record.content());
    }

    /**
     * What one detail adds to the declared sums, by name, so that what becomes of the records can be balanced by
     * amounts as well as by count. What is missing or cannot be read is left out.
     */
    public Map<String, BigDecimal> amounts(FileRecord detail) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (Total total : totals) {
            if (total.added != null && detail.problem().isEmpty()) {
                counted(total, detail).stream()
                        .flatMap(counted -> total.added.in(counted).stream())
                        .flatMap(text -> Decimals.parse(text).stream())
                        .reduce(BigDecimal::add)
                        .ifPresent(value -> amounts.put(total.name, value));
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
