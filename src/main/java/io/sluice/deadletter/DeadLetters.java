package io.sluice.deadletter;

import io.sluice.ledger.Actor;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.DeadLetter;
import io.sluice.ledger.DeadLetterStore;
import io.sluice.ledger.Page;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Dead letters: looked at one by one or by cause, and discarded. {@link Replays} take them up again. */
public final class DeadLetters {

    private final DeadLetterStore store;
    private final InstantSource clock;

    public DeadLetters(DeadLetterStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** By cause, the largest group first. */
    public List<DeadLetterStore.Group> groups() {
        return store.groups();
    }

    public Page<DeadLetter> list(DeadLetterStore.Filter filter, Cursor after, int limit) {
        return store.list(filter, after, limit);
    }

    public Optional<DeadLetter> find(UUID id) {
        return store.find(id);
    }

    /**
     * Ends them for good, all or none; what waited behind them goes on.
     *
     * @throws io.sluice.message.ProblemException {@code deadletter.no-reason}, {@code ledger.not-found}
     */
    public void discard(List<UUID> ids, Actor actor, String reason) {
        Reasons.require(reason);
        store.discard(ids, actor, reason, clock.instant());
    }

    /**
     * Lets one go on with bytes that a person gives in place of those that it died of, as a new revision; the original
     * stays.
     *
     * @return the run or delivery that goes on
     * @throws io.sluice.message.ProblemException {@code deadletter.no-reason}, {@code ledger.not-found}
     */
    public UUID fix(UUID id, byte[] body, Actor actor, String reason) {
        Reasons.require(reason);
        return store.fix(id, body, actor, reason, clock.instant());
    }
}
