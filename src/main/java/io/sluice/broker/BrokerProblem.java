package io.sluice.broker;

import io.sluice.message.ProblemCode;

/** What keeps a client of a broker from being made. */
public enum BrokerProblem implements ProblemCode {
    SECRET_MISSING(
            "broker.secret-missing",
            Category.AUTHENTICATION,
            "The password of a Kafka or JMS login could not be read; nothing was received or sent.",
            "Provide the variable or file that systems/*.yaml names; it is tried again."),
    FACTORY_UNUSABLE(
            "broker.factory-unusable",
            Category.CONFIGURATION,
            "The connection factory of a JMS broker is not there, or takes no URL.",
            "Lay the jar of the broker's client beside the engine, and name a class that is a jakarta.jms.ConnectionFactory"
                    + " with a constructor of one URL.");

    private final Explanation explanation;

    BrokerProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
