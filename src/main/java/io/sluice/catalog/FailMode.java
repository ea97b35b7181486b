package io.sluice.catalog;

/** What happens to work when a control ({@link Control}) cannot be applied. */
public enum FailMode implements Word {
    /** Nothing passes: a dead letter; for a target, the delivery waits. */
    CLOSED,
    /** Passes as if the control had agreed, with a flag. */
    OPEN_WITH_FLAG,
    /** Passes by what is declared in its place, with a flag: another version, a default, another endpoint. */
    DEGRADE,
    /** Is HELD for a person, without effect. */
    HOLD;

    /** The flag of work that has passed nevertheless: {@code contract-open}, {@code target-degraded}. */
    public String flag(Control control) {
        return control.word()
                + switch (this) {
                    case OPEN_WITH_FLAG -> "-open";
                    case DEGRADE -> "-degraded";
                    case CLOSED, HOLD -> throw new IllegalStateException("nothing passes");
                };
    }
}
