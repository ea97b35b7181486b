package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What a failed statement means for what it tried to store. */
enum Failure {
    /** The connection is gone: it was committed, or it was not. */
    UNKNOWN,
    /** Rolled back for a reason that lies in the server: disk full, out of memory, time-out, shutting down. */
    REFUSED,
    /** Rolled back to let another one pass (deadlock, lock not had in time): try again. */
    AGAIN,
    /** Rolled back: the epoch of this node was taken over. */
    EPOCH_ENDED,
    /** Rolled back: the batch is not the usual case that one round trip was enough for. */
    UNEXPECTED,
    /** Rolled back: a source was moved by another reader. */
    OVERTAKEN,
    /** Rolled back: there is no partition for a day. */
    NO_PARTITION,
    /** Rolled back for a reason that lies in the data of one of the batch. */
    DATA;

    static Failure of(SQLException e) {
        String state = e.getSQLState() == null ? "08000" : e.getSQLState();
        return switch (state) {
            case "SL001" -> UNEXPECTED;
            case "SL002" -> OVERTAKEN;
            case "23514" -> leasedByDead(e) ? EPOCH_ENDED : DATA;
            case "42P01" -> NO_PARTITION;
            case "55P03" -> AGAIN;
            default ->
                switch (state.substring(0, 2)) {
                    case "08", "57", "58", "XX" -> state.equals("57014") ? REFUSED : UNKNOWN;
                    case "53", "55" -> REFUSED;
                    case "40" -> AGAIN;
                    default -> DATA;
                };
        };
    }

    /** The constraint that nothing is leased to an epoch that was taken over. */
    private static boolean leasedByDead(SQLException e) {
        return e instanceof PSQLException refused
                && refused.getServerErrorMessage() != null
                && "leased_by_living".equals(refused.getServerErrorMessage().getConstraint());
    }

    /** The problem to hand out. The server's text stays here, since PostgreSQL quotes values in it. */
    static ProblemException unavailable(SQLException e) {
        return new ProblemException(LedgerProblem.UNAVAILABLE, "SQLSTATE " + e.getSQLState());
    }

    static ProblemException notStorable(String state) {
        return new ProblemException(LedgerProblem.NOT_STORABLE, state);
    }
}
