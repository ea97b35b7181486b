package io.sluice.conformance;

import io.sluice.ledger.Bodies;
import io.sluice.ledger.Keyring;
import io.sluice.path.LedgerRows;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What the ledger has, as an outsider with SQL sees it. A message is found by its very bytes. */
final class Stored {

    /**
     * @param outcome ACCEPTED, DUPLICATE, CONFLICT, REJECTED
     * @param code why, where it is not ACCEPTED
     */
    record Row(UUID id, String integration, String outcome, String code, String correlation) {}

    /** A file has a row too, which stands for all of its records. */
    private static final String FROM = " from message where not (transport = 'file' and parent_id is null)";

    private final LedgerRows rows;
    private final Bodies bodies;

    Stored(DataSource pool, Keyring keyring) {
        this.rows = new LedgerRows(pool);
        this.bodies = new Bodies(pool, keyring);
    }

    /** In the order of commit. */
    List<Row> of(Hl7 message) {
        return messages("sha256 = decode('" + sha256(message.bytes()) + "', 'hex')");
    }

    Row only(Hl7 message) {
        List<Row> found = of(message);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " messages have these bytes, not one");
        }
        return found.getFirst();
    }

    List<String> outcomes(Hl7 message) {
        return of(message).stream().map(Row::outcome).toList();
    }

    /** All that was stored after the given number of {@link #count()}. */
    List<Row> since(long count) {
        return messages("true").stream().skip(count).toList();
    }

    long count() {
        return Long.parseLong(rows.one("select count(*)" + FROM));
    }

    private List<Row> messages(String where) {
        return rows
                .rows("select id, integration, outcome, code, correlation_id" + FROM + " and " + where
                        + " order by seq")
                .stream()
                .map(row -> new Row(UUID.fromString(row.get(0)), row.get(1), row.get(2), row.get(3), row.get(4)))
                .toList();
    }

    /** State of the newest run of the accepted message; empty when there is none. */
    String state(Hl7 message) {
        return of(message).stream()
                .filter(row -> row.outcome().equals("ACCEPTED"))
                .map(row -> rows.one(
                        "select state from run where message_id = ?::uuid and counted",
                        row.id().toString()))
                .findFirst()
                .orElse("");
    }

    void await(Hl7 message, String state) {
        Wait.until(message.control() + " is " + state, () -> state(message).equals(state));
    }

    /** The very bytes that are stored. */
    byte[] body(UUID message) {
        return bodies.read(message, "original").orElseThrow().bytes();
    }

    String one(String sql, Object... values) {
        return rows.one(sql, values);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
