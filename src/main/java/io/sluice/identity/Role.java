package io.sluice.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token allows. Each role includes those before it. */
public enum Role {
    /** Lists, traces, balance; no payloads. */
    VIEWER,
    /** Payloads, replay, repair. */
    ANALYST,
    /** Pause, resume, breakers, discard. */
    OPERATOR;

    /** For annotations, which take constants only. */
    public static final String VIEW = "viewer";

    public static final String ANALYSE = "analyst";
    public static final String OPERATE = "operator";

    /** As it stands in a token. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This role and all that it includes, as they stand in tokens. */
    public Set<String> included() {
        return Arrays.stream(values())
                .filter(role -> role.ordinal() <= ordinal())
                .map(Role::claim)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The highest of the roles named; others are no concern of ours. */
    public static Optional<Role> highest(Collection<String> claims) {
        return Arrays.stream(values())
                .filter(role -> claims.contains(role.claim()))
                .max(Comparator.naturalOrder());
    }
}
