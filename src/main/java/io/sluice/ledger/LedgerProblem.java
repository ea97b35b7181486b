package io.sluice.ledger;

import io.sluice.message.ProblemCode;

/** What can go wrong between the engine and its record. */
public enum LedgerProblem implements ProblemCode {
    UNAVAILABLE(
            "ledger.unavailable",
            Category.ENGINE,
            "The ledger's database did not answer, or it is unknown whether it committed",
            "Nothing was acknowledged; check PostgreSQL, the engine goes on by itself when it is back"),
    FENCED(
            "ledger.fenced",
            Category.ENGINE,
            "The lease on this work was lost to another node or another start of this one",
            "Nothing: the new owner of the work does it; the late result was dropped"),
    CONFLICT(
            "ledger.conflict",
            Category.BUSINESS,
            "A message came with the key of an earlier one and with other content",
            "Compare the two; replay the later one if it is right, or discard it"),
    NOT_STORABLE(
            "ledger.not-storable",
            Category.ENGINE,
            "The database refuses the data of this one, while it takes that of others",
            "Nothing of it was stored; report it with the type of the message, this is a fault of the engine"),
    OVERLOADED(
            "ledger.overloaded",
            Category.ENGINE,
            "More waits to be committed than the budget of bytes in flight allows",
            "Nothing was acknowledged, the sender repeats; if it lasts, look at the disk of PostgreSQL"),
    KEYS_UNREADABLE(
            "ledger.keys-unreadable",
            Category.CONFIGURATION,
            "The keys of the ledger cannot be read, or do not belong to what is to be opened",
            "Put the folder of keys back that this ledger was made with; without it its payloads cannot be read"),
    NOT_FOUND(
            "ledger.not-found",
            Category.CONFIGURATION,
            "The ledger has nothing of that id, or it left with its retention",
            "Check the id; search for the message by key, type or time"),
    WRONG_STATE(
            "ledger.wrong-state",
            Category.CONFIGURATION,
            "It is no longer in a state in which this can be done",
            "Look at it again: someone else, or the engine, has changed it meanwhile");

    private final Explanation explanation;

    LedgerProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
