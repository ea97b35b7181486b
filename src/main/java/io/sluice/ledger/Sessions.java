package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Sessions for callers who wait for the database: each is used by one at a time and kept for the next. */
final class Sessions {

    private static final int KEPT = 4;

    private final Connector connector;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

    Sessions(Connector connector) {
        this.connector = connector;
    }

    interface Use<T> {
        T with(Session session) throws SQLException;
    }

    /** @throws ProblemException {@code ledger.unavailable} */
    <T> T use(String who, Use<T> use) {
        Session session = idle.pollFirst();
        try {
            if (session == null) {
                session = connector.connect();
            }
            T result = use.with(session);
            keep(session);
            return result;
        } catch (SQLException e) {
            failed(who, session, e);
            throw Failure.unavailable(e);
        } catch (RuntimeException e) {
            if (session != null) {
                session.abort();
            }
            throw e;
        }
    }

    private void keep(Session session) {
        if (idle.size() < KEPT) {
            idle.addFirst(session);
        } else {
            session.close();
        }
    }

    private void failed(String who, Session session, SQLException e) {
        switch (Failure.of(e)) {
            case UNKNOWN -> {
                if (session != null) {
                    session.abort();
                }
                // The other idle ones have lost their server as well, most likely.
                close();
                connector.lost(who, e);
            }
            case EPOCH_ENDED -> {
                connector.epochEnded();
                keep(session);
            }
            default -> keep(session);
        }
    }

    void close() {
        Session session = idle.pollFirst();
        while (session != null) {
            session.abort();
            session = idle.pollFirst();
        }
    }
}
