package io.sluice.ledger;

import io.sluice.message.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Opens payloads, one at a time. Stages: {@code original}, {@code event.N}, {@code delivery.N.request},
 * {@code delivery.N.response} (of its last attempt that had a reply), {@code answer} (to a caller who waited),
 * {@code fixed.N} (given by a person in place of the original), N from 1 in the order of the {@link Trace}. Whoever
 * calls it has seen to it that the reader may, and that it is recorded.
 */
public final class Bodies {

    private static final Pattern NUMBERED =
            Pattern.compile("(event|delivery|fixed)\\.([1-9]\\d{0,5})(?:\\.(request|response))?");

    private final Database database;
    private final Payloads payloads;
    private final Blobs blobs;

    public Bodies(DataSource pool, Keyring keyring) {
        this.database = new Database(pool);
        this.payloads = new Payloads(keyring);
        this.blobs = new Blobs(pool, keyring);
    }

    /** @param contentType as declared, {@code application/octet-stream} when nothing is known */
    public record Body(String contentType, byte[] bytes) {}

    /** Empty when there is no such message or stage. */
    public Optional<Body> read(UUID messageId, String stage) {
        return stored(messageId, stage).map(body -> new Body(body.contentType(), blobs.whole(messageId, body.bytes())));
    }

    private Optional<Body> stored(UUID messageId, String stage) {
        return database.read(connection -> {
            if (stage.equals("original")) {
                return original(connection, messageId);
            }
            if (stage.equals("answer")) {
                return Answers.newest(connection, payloads, messageId)
                        .map(answer -> new Body(answer.contentType(), answer.body()));
            }
            Matcher numbered = NUMBERED.matcher(stage);
            if (!numbered.matches()) {
                return Optional.empty();
            }
            int n = Integer.parseInt(numbered.group(2));
            return switch (numbered.group(1) + "." + numbered.group(3)) {
                case "fixed.null" -> fixed(connection, messageId, n);
                case "event.null" -> event(connection, messageId, n);
                case "delivery.request" -> request(connection, messageId, n);
                case "delivery.response" -> response(connection, messageId, n);
                default -> Optional.empty();
            };
        });
    }

    private Optional<Body> original(Connection connection, UUID messageId) throws SQLException {
        Optional<String> format = Query.of(
                        "select format from message where day = ? and id = ?", Ids.day(messageId), messageId)
                .first(connection, row -> row.getString(1));
        return format.isEmpty()
                ? Optional.empty()
                : body(connection, messageId, messageId, Payloads.ORIGINAL, contentType(format.get()));
    }

    private Optional<Body> event(Connection connection, UUID messageId, int n) throws SQLException {
        Optional<UUID> id = Query.of(
                        "select id from event where day = ? and message_id = ?", Ids.day(messageId), messageId)
                .add("order by seq, id offset ? limit 1", n - 1)
                .first(connection, row -> Query.uuid(row, "id"));
        return id.isEmpty()
                ? Optional.empty()
                : body(connection, messageId, id.get(), Payloads.EVENT, "application/json");
    }

    /** What a person gave, by the order of the runs that worked on it. */
    private Optional<Body> fixed(Connection connection, UUID messageId, int n) throws SQLException {
        Optional<UUID> run = Query.of(
                        "select r.id from payload p join run r on r.day = p.day and r.message_id = p.message_id")
                .add(
                        "and r.id = p.id where p.day = ? and p.message_id = ? and p.kind = ?",
                        Ids.day(messageId),
                        messageId,
                        Payloads.FIXED)
                .add("order by r.created_at, r.id offset ? limit 1", n - 1)
                .first(connection, row -> Query.uuid(row, "id"));
        return run.isEmpty()
                ? Optional.empty()
                : body(connection, messageId, run.get(), Payloads.FIXED, "application/octet-stream");
    }

    private Optional<Body> request(Connection connection, UUID messageId, int n) throws SQLException {
        Optional<Sent> sent = delivery(connection, messageId, n);
        return sent.isEmpty()
                ? Optional.empty()
                : body(
                        connection,
                        messageId,
                        sent.get().id(),
                        Payloads.REQUEST,
                        sent.get().contentType());
    }

    private Optional<Body> response(Connection connection, UUID messageId, int n) throws SQLException {
        Optional<Sent> sent = delivery(connection, messageId, n);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> reply = Query.of("select response_id from attempt where day = ?", Ids.day(messageId))
                .add(
                        "and message_id = ? and delivery_id = ?",
                        messageId,
                        sent.get().id())
                .add("and response_id is not null order by no desc limit 1")
                .first(connection, row -> Query.uuid(row, "response_id"));
        return reply.isEmpty()
                ? Optional.empty()
                : body(connection, messageId, reply.get(), Payloads.RESPONSE, "application/octet-stream");
    }

    private record Sent(UUID id, String contentType) {}

    private static Optional<Sent> delivery(Connection connection, UUID messageId, int n) throws SQLException {
        return Query.of("select id, content_type from delivery where day = ?", Ids.day(messageId))
                .add("and message_id = ? order by seq, id offset ? limit 1", messageId, n - 1)
                .first(connection, row -> new Sent(Query.uuid(row, "id"), row.getString("content_type")));
    }

    private Optional<Body> body(Connection connection, UUID messageId, UUID id, short kind, String contentType)
            throws SQLException {
        return payloads.read(connection, messageId, id, kind).map(bytes -> new Body(contentType, bytes));
    }

    private static String contentType(String format) {
        return switch (format) {
            case "hl7v2" -> "application/hl7-v2";
            case "json" -> "application/json";
            case "xml" -> "application/xml";
            case "csv" -> "text/csv";
            default -> "application/octet-stream";
        };
    }
}
