package io.sluice.torture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that can be seen from outside after the work has drained. A target is a topic ({@code sluice.patient.v1}) or an
 * endpoint ({@code lab/adt}).
 *
 * @param sent what each patient's messages were, in the order in which they were sent
 * @param told what the engine says became of each message in each integration
 * @param owed the targets that have everything that an integration has COMPLETED; the first integration is the one that
 *     receives
 * @param applied what each target applied, in that target's order of application
 * @param requested idempotency keys or control ids of which a target ever saw a request
 * @param effects events and deliveries as the engine explains them
 * @param balance of each integration
 * @param deaths how often the engine was killed at a moment that nobody chose: each may have come between the commit
 *     that bytes will go out and the bytes
 */
record Evidence(
        List<Sent> sent,
        List<Told> told,
        Map<String, List<String>> owed,
        Map<String, List<Applied>> applied,
        Map<String, Set<String>> requested,
        List<Effect> effects,
        List<Balance> balance,
        int deaths) {

    /** How many runs the engine says are in this state. */
    long count(String state) {
        return told.stream().filter(one -> one.state().equals(state)).count();
    }

    /**
     * @param number running number of the patient's messages, from 1; it travels in the message and reaches the targets
     */
    record Sent(String controlId, String patient, int number, boolean acknowledged) {

        String business() {
            return patient + " no " + number;
        }

        Sent unacknowledged() {
            return new Sent(controlId, patient, number, false);
        }
    }

    /** @param state of the run, as in the design */
    record Told(String controlId, String integration, String state) {}

    /**
     * One effect on a target.
     *
     * @param key idempotency key, control id or event id under which it was applied
     * @param bodyHash empty where bodies are sealed
     * @param conflicts how often another body came under that key
     */
    record Applied(String patient, int number, String key, String bodyHash, int conflicts) {

        String business() {
            return patient + " no " + number;
        }
    }

    /**
     * @param kind {@code event} or {@code delivery}
     * @param subject message or event worked on
     * @param target entity, or {@code system/endpoint}
     * @param key under which its target knows it: the id, or the control id
     */
    record Effect(
            UUID id,
            String kind,
            UUID subject,
            String integration,
            String target,
            int revision,
            String key,
            String state) {}

    /**
     * @param told count by state, as the balance says
     * @param counted the same, counted one by one
     */
    record Balance(String integration, long received, Map<String, Long> told, Map<String, Long> counted) {}
}
