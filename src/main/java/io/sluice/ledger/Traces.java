package io.sluice.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.ledger.Trace.AttemptTrace;
import io.sluice.ledger.Trace.DeliveryTrace;
import io.sluice.ledger.Trace.EventTrace;
import io.sluice.ledger.Trace.RunTrace;
import io.sluice.message.DeliveryState;
import io.sluice.message.Hop;
import io.sluice.message.Ids;
import io.sluice.message.RunState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads everything about one message, from the partitions of one day and from one snapshot. Opens no payload. */
public final class Traces {

    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<List<Hop>> HOPS = new TypeReference<>() {};

    private final Database database;

    public Traces(DataSource pool) {
        this.database = new Database(pool);
    }

    /** Empty when there is no such message, or no longer. */
    public Optional<Trace> find(UUID messageId) {
        return database.read(connection -> {
            Optional<Trace> head = about("message", "id", messageId, "").first(connection, Traces::head);
            return head.isEmpty() ? head : Optional.of(whole(connection, messageId, head.get()));
        });
    }

    private static Trace whole(Connection connection, UUID messageId, Trace head) throws SQLException {
        List<RunTrace> runs = about("run", "message_id", messageId, "created_at, integration, id")
                .list(connection, Traces::run);
        return new Trace(
                head.message().with(newest(runs)),
                head.peer(),
                head.traceparent(),
                head.location(),
                head.sha256(),
                head.warnings(),
                runs,
                events(connection, messageId),
                deliveries(connection, messageId),
                Query.of("select * from dead_letter where message_id = ? order by at, id", messageId)
                        .list(connection, DeadLetterStore::deadLetter),
                Actions.of(connection, "message:" + messageId));
    }

    private static Query about(String table, String column, UUID messageId, String order) {
        return Query.of(
                        "select * from " + table + " where day = ? and " + column + " = ?",
                        Ids.day(messageId),
                        messageId)
                .add(order.isEmpty() ? "" : "order by " + order);
    }

    private static Trace head(ResultSet row) throws SQLException {
        return new Trace(
                Search.message(row),
                row.getString("peer"),
                row.getString("traceparent"),
                row.getString("location"),
                hex(row),
                List.of((String[]) row.getArray("warnings").getArray()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<MessageSummary.RunSummary> newest(List<RunTrace> runs) {
        return runs.stream()
                .filter(RunTrace::newest)
                .map(run -> new MessageSummary.RunSummary(run.id(), run.integration(), run.state(), run.code()))
                .toList();
    }

    private static RunTrace run(ResultSet row) throws SQLException {
        return new RunTrace(
                Query.uuid(row, "id"),
                Query.uuid(row, "event_id"),
                row.getString("integration"),
                row.getInt("revision"),
                row.getBoolean("counted"),
                RunState.valueOf(row.getString("state")),
                Query.uuid(row, "replay_id"),
                Query.instant(row, "created_at"),
                Query.instant(row, "finished_at"),
                row.getString("code"),
                row.getString("hop"),
                row.getString("rule"),
                Json.read(row.getString("versions"), NAMES, Map.of()),
                Json.read(row.getString("hops"), HOPS, List.of()));
    }

    private static List<EventTrace> events(Connection connection, UUID messageId) throws SQLException {
        List<EventTrace> events = new ArrayList<>();
        about("event", "message_id", messageId, "seq, id")
                .list(
                        connection,
                        row -> events.add(new EventTrace(
                                "event." + (events.size() + 1),
                                Query.uuid(row, "id"),
                                Query.uuid(row, "run_id"),
                                row.getString("entity"),
                                row.getString("version"),
                                row.getString("classification"),
                                row.getInt("revision"),
                                Query.uuid(row, "supersedes"),
                                Query.instant(row, "created_at"),
                                Query.instant(row, "relayed_at"),
                                hex(row),
                                EventRows.flags(row))));
        return events;
    }

    private static List<DeliveryTrace> deliveries(Connection connection, UUID messageId) throws SQLException {
        Map<UUID, List<AttemptTrace>> attempts = new HashMap<>();
        about("attempt", "message_id", messageId, "delivery_id, no")
                .list(
                        connection,
                        row -> attempts.computeIfAbsent(Query.uuid(row, "delivery_id"), delivery -> new ArrayList<>())
                                .add(attempt(row)));
        List<DeliveryTrace> deliveries = new ArrayList<>();
        about("delivery", "message_id", messageId, "seq, id")
                .list(
                        connection,
                        row -> deliveries.add(new DeliveryTrace(
                                "delivery." + (deliveries.size() + 1),
                                Query.uuid(row, "id"),
                                Query.uuid(row, "run_id"),
                                Query.uuid(row, "event_id"),
                                row.getString("integration"),
                                row.getString("endpoint"),
                                DeliveryState.valueOf(row.getString("state")),
                                row.getInt("revision"),
                                Query.uuid(row, "supersedes"),
                                Query.instant(row, "created_at"),
                                Query.instant(row, "finished_at"),
                                row.getString("content_type"),
                                Json.read(row.getString("meta"), NAMES, Map.of()),
                                row.getString("code"),
                                row.getString("rule"),
                                hex(row),
                                attempts.getOrDefault(Query.uuid(row, "id"), List.of()))));
        return deliveries;
    }

    private static AttemptTrace attempt(ResultSet row) throws SQLException {
        return new AttemptTrace(
                row.getInt("no"),
                Query.instant(row, "started_at"),
                row.getLong("micros"),
                row.getString("outcome"),
                row.getString("code"),
                row.getString("status"),
                Query.uuid(row, "response_id") != null);
    }

    private static String hex(ResultSet row) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes("sha256"));
    }
}
