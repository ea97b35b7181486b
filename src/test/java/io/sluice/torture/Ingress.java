package io.sluice.torture;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A way in of the {@link Crossings}, and who gets what comes by it. */
enum Ingress {
    FILES(CrossingTargets.HTTP, CrossingTargets.TOPIC),
    REST(CrossingTargets.TOPIC),
    TOPIC(CrossingTargets.HTTP),
    QUEUE(CrossingTargets.FOLDER),
    /** Callers who wait for what another system says, which knows a request again by its key. */
    CALLS(CrossingTargets.CALLED),
    /** Callers who wait for what another system says, which does each time what it is asked for. */
    ONCE(CrossingTargets.ONCE);

    /** Those whose callers wait for nothing but that it is stored. */
    static final Set<Ingress> STORING = EnumSet.of(FILES, REST, TOPIC, QUEUE);

    private final List<String> targets;

    Ingress(String... targets) {
        this.targets = List.of(targets);
    }

    /** Also the name of its listener; both kinds of calls have one together. */
    String integration() {
        return "crossing-" + name().toLowerCase(Locale.ROOT);
    }

    List<String> targets() {
        return targets;
    }
}
