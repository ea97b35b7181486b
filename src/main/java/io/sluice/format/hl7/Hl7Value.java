package io.sluice.format.hl7;

import java.util.Optional;

/**
 * What stands at a place of a message (HL7 v2.5.1 section 2.5.3: not present, present but empty, and {@code ""} are
 * three different statements).
 */
public sealed interface Hl7Value {

    /** The message does not reach that far: no such segment, field, repetition, component or subcomponent. */
    record Absent() implements Hl7Value {}

    /** The place is there and nothing stands in it: the sender says nothing, the receiver keeps what it has. */
    record Empty() implements Hl7Value {}

    /** The two characters {@code ""}: the sender says that the value shall be deleted. */
    record Null() implements Hl7Value {}

    /** Text, decoded and, for a place without parts, unescaped. Never empty. */
    record Text(String value) implements Hl7Value {}

    Hl7Value ABSENT = new Absent();
    Hl7Value EMPTY = new Empty();
    Hl7Value NULL = new Null();

    /** The text if there is one. */
    default Optional<String> text() {
        return this instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }
}
