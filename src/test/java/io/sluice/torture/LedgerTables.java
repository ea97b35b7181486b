package io.sluice.torture;

import io.sluice.stack.Database;
import io.sluice.torture.Evidence.Effect;
import io.sluice.torture.Evidence.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the ledger as an auditor would: by SQL, past the engine. */
final class LedgerTables {

    private static final String TOLD = """
            select case when m.parent_id is not null then regexp_replace(f.path, '^.*/', '') || '#' || m.position
                    when m.transport in ('http', 'kafka', 'jms') then m.correlation_id else m.control_id end,
                r.integration, r.state
            from run r join message m on m.day = r.day and m.id = r.message_id left join file f on f.id = m.parent_id
            where m.outcome = 'ACCEPTED' and r.counted""";

    private static final String EFFECTS = """
            select e.id, 'event', coalesce(r.event_id, e.message_id), r.integration, e.entity, e.revision, e.id::text, ''
            from event e join run r on r.day = e.day and r.message_id = e.message_id and r.id = e.run_id
            union all
            select d.id, 'delivery', coalesce(d.event_id, d.message_id), d.integration, d.endpoint, d.revision,
                case d.endpoint when ? then m.control_id else d.id::text end, d.state
            from delivery d join message m on m.day = d.day and m.id = d.message_id""";

    private static final String COUNTED = """
            select integration, case state when 'RECEIVED' then 'inProgress' when 'ROUTED' then 'inProgress'
                when 'IN_DOUBT' then 'inDoubt' else lower(state) end, count(*)
            from run where counted group by 1, 2""";

    private static final String MESSAGES = "select id, control_id from message where outcome = 'ACCEPTED'";

    /** All that may still go on by itself; WAITING becomes HELD when it stands behind what waits for a person. */
    private static final String OPEN = """
            select (select count(*) from run where counted and state in ('RECEIVED', 'ROUTED'))
                + (select count(*) from outbox)
                + (select count(*) from work where state not in ('BLOCKED', 'HELD'))""";

    private final Database database;

    LedgerTables(Database database) {
        this.database = database;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    long open() {
        return list(OPEN, row -> row.getLong(1)).getFirst();
    }

    List<Told> told() {
        return list(TOLD, row -> new Told(row.getString(1), row.getString(2), row.getString(3)));
    }

    List<Effect> effects() {
        return list(
                EFFECTS,
                row -> new Effect(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getString(7),
                        row.getString(8)),
                Targets.LAB);
    }

    /** Control ids of the messages that were accepted. */
    Map<UUID, String> messages() {
        Map<UUID, String> messages = new HashMap<>();
        list(MESSAGES, row -> messages.put(row.getObject(1, UUID.class), row.getString(2)));
        return messages;
    }

    /** Runs of each integration by state, in the words of the balance, counted one by one. */
    Map<String, Map<String, Long>> runs() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        list(
                COUNTED,
                row -> counts.computeIfAbsent(row.getString(1), name -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)));
        return counts;
    }

    private <T> List<T> list(String sql, Row<T> read, Object... parameters) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(read.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be read", e);
        }
    }
}
