package io.sluice.torture;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that can be seen from outside after the work has drained.
 *
 * @param sent in the order in which each patient's messages were sent
 * @param applied what each target applied, in that target's order of application
 * @param states state by control id, as the engine tells it
 * @param requested idempotency keys or control ids of which a target ever saw a request
 * @param effects events and deliveries as the engine explains them
 * @param balance state to count, and {@code received}, over all integrations, one map each
 */
record Evidence(
        List<Sent> sent,
        Map<String, List<Applied>> applied,
        Map<String, String> states,
        Map<String, List<String>> requested,
        List<Effect> effects,
        List<Map<String, Long>> balance) {

    /** @param number running number of the patient's messages, from 1; it travels in the message and reaches the targets */
    record Sent(String controlId, String patient, int number, boolean acknowledged) {}

    /** @param key idempotency key or control id under which it was applied */
    record Applied(String patient, int number, String key, String bodyHash, int conflicts) {}

    /** @param target entity or {@code system/endpoint} */
    record Effect(
            UUID id, String kind, UUID subject, String integration, String target, int revision, String controlId, String state) {}
}
