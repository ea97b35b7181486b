package io.sluice.format.hl7;

/** HL7 table 0008. A: of the application, original mode; C: commit, enhanced mode. */
public enum AckCode {
    AA,
    AE,
    AR,
    CA,
    CE,
    CR;

    /** Whether it says that the message was taken. */
    public boolean positive() {
        return this == AA || this == CA;
    }

    /** The code of the same meaning in enhanced mode. */
    public AckCode commit() {
        return switch (this) {
            case AA, CA -> CA;
            case AE, CE -> CE;
            case AR, CR -> CR;
        };
    }
}
