package io.sluice.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks for work that is due and that nobody was told of: it became due by time, was made ready by another node, or
 * lies there from before.
 */
final class Sweep {

    private record Owner(String name, boolean runs) {}

    /** Jumps from owner to owner along the index instead of reading all that is ready. */
    private static final String OWNERS = """
            with recursive o(owner, kind) as (
                (select owner, kind from work where state = 'READY' order by owner, due, seq limit 1)
                union all
                select n.owner, n.kind from o, lateral (
                    select owner, kind from work where state = 'READY' and owner > o.owner
                    order by owner, due, seq limit 1) n)
            select owner, kind from o
            where exists (select 1 from work w where w.owner = o.owner and w.state = 'READY' and w.due <= ?)""";

    private final Consumer<String> integrations;
    private final Consumer<String> endpoints;
    private final Runnable events;

    Sweep(Consumer<String> integrations, Consumer<String> endpoints, Runnable events) {
        this.integrations = integrations;
        this.endpoints = endpoints;
        this.events = events;
    }

    /** Tells the workers of one endpoint. */
    void endpoint(String name) {
        endpoints.accept(name);
    }

    void run(Session session, Instant now) throws SQLException {
        Script script = new Script();
        List<Owner> owners = script.query(
                OWNERS, row -> new Owner(row.getString(1), row.getString(2).charAt(0) == Work.RUN), now);
        List<Boolean> outbox = script.query("select exists (select 1 from outbox)", row -> row.getBoolean(1));
        script.execute(session);
        for (Owner owner : owners) {
            (owner.runs() ? integrations : endpoints).accept(owner.name());
        }
        if (outbox.getFirst()) {
            events.run();
        }
    }
}
