package io.sluice.publish;

/** Names of the canonical topics: {@code sluice.<entity>.v<major>}. */
public final class Topics {

    public static final String PREFIX = "sluice.";

    private Topics() {}

    /** @param version of the contract, {@code 1} or {@code 1.2.0}; only the major counts */
    public static String of(String entity, String version) {
        int dot = version.indexOf('.');
        return PREFIX + entity + ".v" + (dot < 0 ? version : version.substring(0, dot));
    }
}
