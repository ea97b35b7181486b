package io.sluice.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * ODCS {@code type: custom, engine: decimal}, {@code implementation: {equal: [line.debit, line.credit]}}: the amounts
 * at each path add up to the same, for each currency of its own. Exact: decimals are never turned into binary floating
 * point.
 *
 * @param paths names joined by dots, through lists; each leads to amounts {@code {value, currency}}
 */
public record EqualSums(List<String> paths) implements QualityRule.Condition {

    public EqualSums {
        paths = List.copyOf(paths);
    }

    boolean holds(JsonNode event) {
        try {
            return paths.stream().map(path -> sums(event, path)).distinct().count() <= 1;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    /** By currency; without those that are zero, so that 0.00 EUR is the same as nothing. */
    private static Map<String, BigDecimal> sums(JsonNode event, String path) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        add(event, path, sums);
        sums.replaceAll((currency, sum) -> sum.stripTrailingZeros());
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    private static void add(JsonNode at, String path, Map<String, BigDecimal> sums) {
        if (at.isArray()) {
            at.forEach(item -> add(item, path, sums));
        } else if (!path.isEmpty()) {
            int dot = path.indexOf('.');
            add(at.path(dot < 0 ? path : path.substring(0, dot)), dot < 0 ? "" : path.substring(dot + 1), sums);
        } else if (at.hasNonNull("value")) {
            sums.merge(
                    at.path("currency").asText(),
                    new BigDecimal(at.path("value").asText()),
                    BigDecimal::add);
        }
    }
}
