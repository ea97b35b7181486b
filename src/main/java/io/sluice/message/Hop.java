package io.sluice.message;

import java.util.Map;

/**
 * One step of a run, for the trace.
 *
 * @param name what ran: {@code receive}, {@code map:adt-to-patient}, {@code publish:patient},
 *     {@code send:erp/customers}
 * @param micros time taken, microseconds
 * @param outcome {@code ok}, {@code filtered}, {@code failed} or a word of the step
 * @param code problem code when it failed, else null
 * @param detail versions used, rule ids, paths, counts; never a value of the message
 */
public record Hop(String name, long micros, String outcome, String code, Map<String, String> detail) {

    public Hop {
        detail = Map.copyOf(detail);
    }
}
