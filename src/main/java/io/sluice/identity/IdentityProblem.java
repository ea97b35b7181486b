package io.sluice.identity;

import io.sluice.message.ProblemCode;

/** What can go wrong with keys and tokens. */
public enum IdentityProblem implements ProblemCode {
    KEYS_UNREADABLE(
            "identity.keys-unreadable",
            Category.CONFIGURATION,
            "The keys that sign tokens can be neither read nor made",
            "Check that the data folder is writable by the engine alone, and that its key files are whole"),
    TOKENS_UNWRITABLE(
            "identity.tokens-unwritable",
            Category.CONFIGURATION,
            "The tokens for the command line could not be written",
            "Check that the data folder is writable by the engine");

    private final Explanation explanation;

    IdentityProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
