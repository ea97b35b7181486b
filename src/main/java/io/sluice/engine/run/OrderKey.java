package io.sluice.engine.run;

import io.sluice.catalog.Integration;

/**
 * The key by which a run's events and deliveries keep their order: the value of the first of {@code orderBy} that has
 * one.
 */
public final class OrderKey {

    private OrderKey() {}

    /**
     * Null when the subject has no such value. A subscriber that declares no {@code orderBy} keeps the order of the
     * events' publisher.
     */
    public static String first(RunScope scope) {
        Integration config = scope.integration().config();
        for (String key : config.orderBy()) {
            String known = scope.subject().fields().get(key);
            String value =
                    known != null ? known : scope.subject().read(config.fields().getOrDefault(key, key));
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}
