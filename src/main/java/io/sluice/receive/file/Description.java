package io.sluice.receive.file;

import io.sluice.format.json.Json;
import io.sluice.format.records.ControlVerdict;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a file beside its records, as the body of its message: the totals, and how a record is read again.
 *
 * @param totals name, rule, what the file states, what was found, whether it holds
 */
record Description(List<?> totals, byte[] context) {

    static byte[] write(Survey survey) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("records", survey.records());
        tree.put("totals", survey.totals().stream().map(Description::total).toList());
        tree.put("context", Base64.getEncoder().encodeToString(survey.context()));
        return Json.write(tree);
    }

    private static Map<String, Object> total(ControlVerdict verdict) {
        Map<String, Object> total = new LinkedHashMap<>();
        total.put("name", verdict.name());
        total.put("rule", verdict.rule());
        verdict.expected().ifPresent(stated -> total.put("stated", stated.toPlainString()));
        total.put("found", verdict.found().toPlainString());
        total.put("unreadable", verdict.unreadable());
        total.put("holds", verdict.holds());
        return total;
    }

    static Description read(byte[] body) {
        Map<?, ?> tree = (Map<?, ?>) Json.read(body);
        return new Description(
                (List<?>) tree.get("totals"), Base64.getDecoder().decode(String.valueOf(tree.get("context"))));
    }

    /** The sums that were declared, by name. */
    Map<String, BigDecimal> found() {
        Map<String, BigDecimal> found = new LinkedHashMap<>();
        for (Object one : totals) {
            Map<?, ?> total = (Map<?, ?>) one;
            if (String.valueOf(total.get("rule")).startsWith("sum(")) {
                found.put(String.valueOf(total.get("name")), new BigDecimal(String.valueOf(total.get("found"))));
            }
        }
        return found;
    }
}
