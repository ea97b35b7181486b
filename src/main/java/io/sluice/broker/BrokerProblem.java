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

    private final String code;
    private final Category category;
    private final String meaning;
    private final String remedy;

    BrokerProblem(String code, Category category, String meaning, String remedy) {
        this.code = code;
        this.category = category;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
