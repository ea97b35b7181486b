package io.sluice.contract;

/**
 * One difference between two versions of a contract.
 *
 * @param path the field
 * @param kind what happened to it
 * @param detail words of the two contracts, never event content; may be empty
 */
public record Change(String path, Kind kind, String detail) {

    /** Whom a change breaks if it goes live without a new major version. */
    public enum Breaks {
        NOBODY,
        /** Mappings written for the old version: their events would be refused. */
        PRODUCERS,
        /** Readers written for the old version: they meet something that they were promised not to meet. */
        CONSUMERS,
        BOTH
    }

    /** The kinds of change and whom they break. */
    public enum Kind {
        FIELD_ADDED(Breaks.NOBODY),
        FIELD_REMOVED(Breaks.BOTH),
        REQUIRED_ADDED(Breaks.PRODUCERS),
        REQUIRED_DROPPED(Breaks.CONSUMERS),
        TYPE_CHANGED(Breaks.BOTH),
        TYPE_NARROWED(Breaks.PRODUCERS),
        TYPE_WIDENED(Breaks.CONSUMERS),
        VALUES_NARROWED(Breaks.PRODUCERS),
        VALUES_WIDENED(Breaks.CONSUMERS),
        LIMITS_NARROWED(Breaks.PRODUCERS),
        LIMITS_WIDENED(Breaks.CONSUMERS),
        RULE_ADDED(Breaks.PRODUCERS),
        RULE_CHANGED(Breaks.BOTH),
        RULE_REMOVED(Breaks.CONSUMERS),
        /** The field would show up where it was masked. */
        CLASSIFICATION_LOWERED(Breaks.BOTH),
        /** The field would be withheld from readers that had it. */
        CLASSIFICATION_RAISED(Breaks.CONSUMERS);

        private final Breaks breaks;

        Kind(Breaks breaks) {
            this.breaks = breaks;
        }

        public Breaks breaks() {
            return breaks;
        }
    }

    public boolean isBreaking() {
        return kind.breaks() != Breaks.NOBODY;
    }
}
