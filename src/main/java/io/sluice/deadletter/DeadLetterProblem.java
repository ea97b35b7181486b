package io.sluice.deadletter;

import io.sluice.message.ProblemCode;

/** What can be wrong with an order to discard or to replay. */
public enum DeadLetterProblem implements ProblemCode {
    NO_REASON(
            "deadletter.no-reason",
            "Nothing leaves the dead letters without a reason",
            "Give the reason in a few words that a colleague will understand next year"),
    NOTHING_SELECTED(
            "deadletter.nothing-selected",
            "The replay does not say what it is about",
            "Give ids, a cause, a business key, or the beginning of a period"),
    TOO_MANY(
            "deadletter.too-many",
            "The selection has more targets than one replay may have",
            "Narrow it by period, integration or endpoint, and plan several replays"),
    FOUR_EYES(
            "deadletter.four-eyes",
            "Whoever planned a replay of so many targets cannot start it alone",
            "Let another operator look at the plan and start it, or narrow the selection"),
    ENDPOINT_WITH_REMAP(
            "deadletter.endpoint-with-remap",
            "A replay that maps again goes through the whole route, not to one endpoint only",
            "Leave out the endpoint, or name the subscribing integration that sends to it");

    private final Explanation explanation;

    DeadLetterProblem(String code, String meaning, String remedy) {
        explanation = new Explanation(code, Category.CONFIGURATION, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
