package io.sluice.ledger;

import io.sluice.message.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What to look for; everything that is given must hold.
 *
 * @param integrations a run of one of these worked on the message; empty: any
 * @param system who sent it
 * @param state state of its newest run (of one of {@code integrations}, where they are given)
 * @param type {@code ADT^A01}, or {@code ADT^*}
 * @param key a business key that was extracted from the message or from one of its events
 * @param controlId MSH-10 or the transport's own id
 * @param since received at this time or later
 * @param until received before this time
 * @param cursor of the page before, empty: from the newest
 * @param limit 1 to 500
 */
public record SearchCriteria(
        List<String> integrations,
        Optional<String> system,
        Optional<RunState> state,
        Optional<String> type,
        Optional<Key> key,
        Optional<String> controlId,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<UUID> cursor,
        int limit) {

    public static final int MOST = 500;

    /** Name of the key under which messages are found whose runs went on though a control could not be applied. */
    public static final String FLAG = "_flag";

    public SearchCriteria {
        integrations = List.copyOf(integrations);
        limit = Math.clamp(limit, 1, MOST);
    }

    /** All messages, newest first, until more is said. */
    public static Builder messages() {
        return new Builder();
    }

    /** Name and value of a business key; PHI, so it prints no value. */
    public record Key(String name, String value) {
        @Override
        public String toString() {
            return name + ":***";
        }
    }

    /** Collects criteria; what is null or never said is not asked for. */
    public static final class Builder {
        private List<String> integrations = List.of();
        private String system;
        private RunState state;
        private String type;
        private Key key;
        private String controlId;
        private Instant since;
        private Instant until;
        private UUID cursor;
        private int limit = 50;

        public Builder integrations(List<String> names) {
            integrations = names;
            return this;
        }

        public Builder system(String name) {
            system = name;
            return this;
        }

        public Builder state(RunState wanted) {
            state = wanted;
            return this;
        }

        public Builder type(String wanted) {
            type = wanted;
            return this;
        }

        public Builder key(Key wanted) {
            key = wanted;
            return this;
        }

        public Builder controlId(String wanted) {
            controlId = wanted;
            return this;
        }

        public Builder since(Instant included) {
            since = included;
            return this;
        }

        public Builder until(Instant excluded) {
            until = excluded;
            return this;
        }

        public Builder cursor(UUID next) {
            cursor = next;
            return this;
        }

        public Builder limit(int wanted) {
            limit = wanted;
            return this;
        }

        public SearchCriteria build() {
            return new SearchCriteria(
                    integrations,
                    Optional.ofNullable(system),
                    Optional.ofNullable(state),
                    Optional.ofNullable(type),
                    Optional.ofNullable(key),
                    Optional.ofNullable(controlId),
                    Optional.ofNullable(since),
                    Optional.ofNullable(until),
                    Optional.ofNullable(cursor),
                    limit);
        }
    }
}
