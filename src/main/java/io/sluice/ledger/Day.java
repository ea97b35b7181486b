package io.sluice.ledger;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions of one day. Statements of the hot path name the partition itself: their plans then do not know of the
 * other days, of which there may be hundreds.
 */
record Day(LocalDate date, Map<String, String> statements) {

    private static final Map<LocalDate, Day> KNOWN = new ConcurrentHashMap<>();
    private static final int MANY = 50;

    static Day of(LocalDate date) {
        if (KNOWN.size() > MANY) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(date, day -> new Day(day, new ConcurrentHashMap<>()));
    }

    /** The statement with {@code {day}} as the suffix of tables, and {@code {date}} as a literal. */
    String sql(String template) {
        return statements.computeIfAbsent(
                template,
                text -> text.replace("{day}", date.format(DateTimeFormatter.BASIC_ISO_DATE))
                        .replace("{date}", "date '" + date + "'"));
    }
}
