package io.sluice.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A row of open work.
 *
 * @param kind {@link #RUN} or {@link #DELIVERY}
 * @param owner integration or endpoint
 * @param runId of a run: itself
 * @param epoch whose lease it is, 0: nobody's
 * @param lanes keyed hashes; it stands in each of them at seq
 */
record Work(
        UUID id,
        char kind,
        String owner,
        UUID messageId,
        UUID runId,
        long seq,
        String state,
        long epoch,
        int attempts,
        int crashes,
        long[] lanes) {

    static final char RUN = 'R';
    static final char DELIVERY = 'D';

    static final String COLUMNS = "id, kind, owner, message_id, run_id, seq, state, epoch, attempts, crashes, lanes";

    boolean leased() {
        return state.equals("LEASED");
    }

    boolean run() {
        return kind == RUN;
    }

    static Work read(ResultSet row) throws SQLException {
        return new Work(
                row.getObject("id", UUID.class),
                row.getString("kind").charAt(0),
                row.getString("owner"),
                row.getObject("message_id", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getLong("seq"),
                row.getString("state"),
                row.getLong("epoch"),
                row.getInt("attempts"),
                row.getInt("crashes"),
                DeliveryRepeats.longs(row.getArray("lanes")));
    }
}
