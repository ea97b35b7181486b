package io.sluice.contract;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How sensitive a field is. The vocabulary is fixed, because policies, masking and the {@code dataclassification} of
 * events are decided by it. The order is the order of sensitivity: an event is as sensitive as its most sensitive
 * field.
 *
 * <p>The four {@code phi} classes follow HIPAA: {@link #PHI_IDENTIFIER} holds what 45 CFR 164.514(b)(2) lists and what
 * names or reaches a person; {@link #PHI_DEMOGRAPHIC} what narrows a person down; {@link #PHI_CLINICAL} what was found
 * or done; {@link #PHI_SENSITIVE} what has stricter law of its own (42 CFR part 2, HIV, mental health, genetics, race,
 * religion).
 */
public enum Classification {
    /** May be shown to anybody: value set names, code systems. */
    PUBLIC("public"),
    /** Of use only inside the organisation, harmless outside: technical status, sequence numbers. */
    INTERNAL("internal"),
    /** People of the organisation and its partners: names and numbers of clinicians and staff. */
    WORKFORCE("workforce"),
    /** Business data that harms the organisation when it leaks. */
    CONFIDENTIAL("confidential"),
    /** Amounts, accounts, coverage. */
    FINANCIAL("financial"),
    /** Birth date, sex, language, marital status, parts of an address. */
    PHI_DEMOGRAPHIC("phi.demographic"),
    /** Names, record and account numbers, street address, telephone, e-mail of a patient or relative. */
    PHI_IDENTIFIER("phi.identifier"),
    /** Diagnoses, orders, results, places and times of care. */
    PHI_CLINICAL("phi.clinical"),
    /** Fields with stricter protection than the rest of the record. */
    PHI_SENSITIVE("phi.sensitive");

    private final String label;

    Classification(String label) {
        this.label = label;
    }

    /** The word used in contracts, policies and events. */
    public String label() {
        return label;
    }

    /** Protected health information in any of its four classes. */
    public boolean isPhi() {
        return label.startsWith("phi.");
    }

    /** The more sensitive of the two. */
    public Classification or(Classification other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public static Optional<Classification> of(String label) {
        return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
    }

    /** All labels, for messages to authors. */
    public static String vocabulary() {
        return Arrays.stream(values()).map(Classification::label).collect(Collectors.joining(", "));
    }
}
