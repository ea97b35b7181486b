package io.sluice.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The {@code status} of ODCS 3.1. Only active and deprecated contracts may be published against. */
public enum ContractStatus {
    PROPOSED,
    DRAFT,
    ACTIVE,
    DEPRECATED,
    RETIRED;

    public boolean isUsable() {
        return this == ACTIVE || this == DEPRECATED;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ContractStatus> of(String label) {
        return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
    }

    public static String vocabulary() {
        return Arrays.stream(values()).map(ContractStatus::label).collect(Collectors.joining(", "));
    }
}
