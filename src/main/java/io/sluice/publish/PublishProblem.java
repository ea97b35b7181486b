package io.sluice.publish;

import io.sluice.message.ProblemCode;

/** What can go wrong between a mapping's result and Kafka. */
public enum PublishProblem implements ProblemCode {
    NOTHING_TO_PUBLISH(
            "publish.nothing",
            Category.MAPPING,
            "The step got no object to publish",
            "Let the mapping yield an object, or filter the message before it is published"),
    NOT_DECLARED(
            "publish.not-declared",
            Category.CONFIGURATION,
            "The integration does not declare this entity under publishes",
            "Add the entity and the major version of its contract to integration.yaml"),
    NO_CONTRACT(
            "publish.no-contract",
            Category.CONTRACT,
            "There is no contract of that entity and version",
            "Add contracts/<entity>/<version>.odcs.yaml or correct the version in integration.yaml"),
    CONTRACT_HELD(
            "publish.contract-held",
            Category.CONTRACT,
            "There is no contract of that entity and version, and the tier says to hold for a person",
            "Put the contract back and replay"),
    KAFKA_UNAVAILABLE(
            "publish.kafka-unavailable",
            Category.TRANSPORT,
            "Kafka did not take the events; they wait in the ledger in order",
            "Check the broker; the relay tries again by itself");

    private final Explanation explanation;

    PublishProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public boolean holds() {
        return this == CONTRACT_HELD;
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
