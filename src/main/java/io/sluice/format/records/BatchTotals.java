package io.sluice.format.records;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.Place;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Counts and adds what is written. */
public final class BatchTotals {

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, BigDecimal> sums = new HashMap<>();
    private long count;

    /** @param paths of the details, to be added up */
    public BatchTotals(Format format, Collection<String> paths) {
        paths.forEach(path -> {
            places.put(path, format.place(path));
            sums.put(path, BigDecimal.ZERO);
        });
    }

    /**
     * What the sums will be with one detail more; nothing is added yet.
     *
     * @throws ProblemException {@link FormatProblem#VALUE_DOES_NOT_FIT} when what is to be added is not a number
     */
    public Map<String, BigDecimal> with(Content detail) {
        Map<String, BigDecimal> next = new HashMap<>(sums);
        places.forEach((path, place) -> {
            String text = place.in(detail).orElse("");
            if (!text.isBlank()) {
                BigDecimal amount = Decimals.parse(text)
                        .orElseThrow(() -> new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "sum(" + path + ")"));
                next.merge(path, amount, BigDecimal::add);
            }
        });
        return next;
    }

    /** @param next what {@link #with} gave for the detail that was written */
    public void add(Map<String, BigDecimal> next) {
        sums.putAll(next);
        count++;
    }

    public BigDecimal count() {
        return BigDecimal.valueOf(count);
    }

    public BigDecimal sum(String path) {
        return sums.get(path);
    }
}
