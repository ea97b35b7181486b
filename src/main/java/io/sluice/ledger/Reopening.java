package io.sluice.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What a person may do to work that cannot go on by itself. All calls on one object are one transaction with whatever
 * else the caller writes through {@link #connection()}; got by {@link Reopener#reopen}, which commits at its end and
 * then wakes whoever has work to do. Lanes are kept: what replaces a blocked head runs before all that waits behind it.
 *
 * <p>Each call throws {@link io.sluice.message.ProblemException} before it has changed anything:
 * {@code ledger.not-found}, or {@code ledger.wrong-state} when the thing is no longer where the caller believed it.
 */
public interface Reopening {

    /** The transaction. The caller neither commits nor closes it. */
    Connection connection();

    /**
     * Ends a dead letter for good. A run, or a message held as a conflict: FILTERED, reason {@code discarded}. A
     * delivery: DISCARDED; its run may be COMPLETED by it. What waited behind it goes on.
     *
     * @param deadLetter id of the dead letter: run, delivery, or message held as a conflict
     */
    void discard(UUID deadLetter) throws SQLException;

    /**
     * A DEAD or IN_DOUBT delivery is QUEUED again: same id and key, same bytes, attempts counted anew. One that has
     * left its lane goes to its end.
     */
    void retryDelivery(UUID deliveryId) throws SQLException;

    /**
     * Repeats a delivery that is DELIVERED, with the same bytes, as revision n+1 with a new id and key; the earlier one
     * becomes SUPERSEDED.
     *
     * @return id of the new delivery
     */
    UUID repeatDelivery(UUID messageId, UUID deliveryId) throws SQLException;

    /**
     * A dead letter goes on with bytes that a person gives in place of those that it died of: a delivery is sent, a run
     * works on them; as revision n+1, in the place of the dead one. The original stays as it came.
     *
     * @return id of the new delivery or run
     */
    UUID fix(UUID deadLetter, byte[] body) throws SQLException;

    /**
     * Runs an integration once more on a message, or on an event of it. The newest run of that pair stops being
     * counted; its dead letter is closed. What the new run sends supersedes what the engine says it does.
     *
     * @param eventId null: on the message itself
     * @param remap false: the run had no effect yet (it was DEAD) and keeps its revision, so that ids stay the same;
     *     true: revision n+1
     * @return id of the new run
     */
    UUID rerun(UUID messageId, UUID eventId, String integration, boolean remap, UUID replayId) throws SQLException;
}
