package io.sluice.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One transaction of {@link Reopening}: done again when others hold its lanes, and announced when it is committed. */
final class Reopened {

    private static final int TRIES = 20;
    private static final String LITTLE_PATIENCE = "set local lock_timeout = '200ms'";

    private final Consumer<String> integrations;
    private final Consumer<String> endpoints;
    private final Set<String> runs = new TreeSet<>();
    private final Set<String> deliveries = new TreeSet<>();

    Reopened(Consumer<String> integrations, Consumer<String> endpoints) {
        this.integrations = integrations;
        this.endpoints = endpoints;
    }

    /** Lanes are met in the order of the work here, not sorted: rather give way than hold up a committer. */
    <T> T commit(Session session, Payloads payloads, long epoch, Instant now, Reopener.Work<T> work)
            throws SQLException {
        for (int left = TRIES; ; left--) {
            runs.clear();
            deliveries.clear();
            try {
                return session.transaction(() -> {
                    new Script().run(LITTLE_PATIENCE).execute(session);
                    return work.run(new PostgresReopening(session, payloads, epoch, now, this));
                });
            } catch (SQLException e) {
                if (Failure.of(e) != Failure.AGAIN || left == 1) {
                    throw e;
                }
            }
        }
    }

    /** READY once it is committed. */
    void ready(char kind, String owner) {
        (kind == Work.RUN ? runs : deliveries).add(owner);
    }

    void announce() {
        runs.forEach(integrations);
        deliveries.forEach(endpoints);
    }
}
