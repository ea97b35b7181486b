package io.sluice.ledger;

import java.util.List;
import java.util.UUID;

/** New bodies. */
final class PayloadRows {

    /** @param content sealed */
    record Body(UUID messageId, UUID id, short kind, byte[] content) {}

    private static final String INSERT = """
            insert into payload_{day} (day, message_id, id, kind, content)
            select {date}, u.message_id, u.id, u.kind, u.content from unnest(?, ?, ?, ?) u(message_id, id, kind, content)""";

    private PayloadRows() {}

    static void insert(Script script, Day day, List<Body> bodies) {
        if (bodies.isEmpty()) {
            return;
        }
        Columns<Body> columns = Columns.of(bodies);
        script.run(
                day.sql(INSERT),
                columns.ids(Body::messageId),
                columns.ids(Body::id),
                columns.ints(Body::kind),
                columns.bytes(Body::content));
    }
}
