package io.sluice.catalog;

/** Who gets a message that came to a listener. */
public sealed interface Routing {

    /** This integration takes it. */
    record Accepted(Integration integration) implements Routing {}

    /**
     * No integration of the listener accepts the type (HL7 table 0357 code 200).
     *
     * @param answer MSA-1 as the integrations of the listener declare it
     */
    record UnacceptedType(String answer) implements Routing {}

    /** The type is accepted, but not in this version (HL7 table 0357 code 203). */
    record UnacceptedVersion(String answer) implements Routing {}
}
