package io.sluice.message;

/**
 * The stable code of something that can go wrong, for example {@code receive.frame-too-large}. Each package declares
 * one enum of them; the reference page, the API and dead-letter groups are made from these enums. A code never changes
 * its meaning and never carries a value of a message.
 */
public interface ProblemCode {

    /** All that is said of it. */
    Explanation explanation();

    default String code() {
        return explanation().code();
    }

    default Category category() {
        return explanation().category();
    }

    default String meaning() {
        return explanation().meaning();
    }

    default String remedy() {
        return explanation().remedy();
    }

    /**
     * Whether what fails by it is HELD for a person instead of DEAD: nothing is wrong with it, somebody has to say yes.
     */
    default boolean holds() {
        return false;
    }

    /**
     * What a code stands for.
     *
     * @param code {@code package.kebab-case}, unique over the whole engine
     * @param meaning what happened, one sentence, without any value
     * @param remedy what a person should do next, one sentence
     */
    record Explanation(String code, Category category, String meaning, String remedy) {}

    /** The class of cause; it decides who owns a dead letter and whether a retry makes sense. */
    enum Category {
        TRANSPORT,
        CONTRACT,
        MAPPING,
        POLICY,
        BUSINESS,
        AUTHENTICATION,
        CONFIGURATION,
        ENGINE
    }
}
