package io.sluice.engine;

import io.sluice.message.ProblemCode;

/** What can go wrong while a run is carried through its route, and at start. */
public enum EngineProblem implements ProblemCode {
    NO_ROUTE(
            "run.no-route",
            Category.CONFIGURATION,
            "The integration has no running route for what it should work on",
            "Start the integration's route (see ./sluice validate), then replay"),
    ROUTE_FAILED(
            "run.failed",
            Category.ENGINE,
            "The route failed outside of the engine's own steps",
            "Look at the hop in the trace and at the log line with this run's id; correct the route, then replay"),
    CRASHED(
            "run.crashed",
            Category.ENGINE,
            "The engine died three times while it worked on this run",
            "Look for what is unusual in the message (size, depth), then replay or discard"),
    WRONG_TARGET(
            "run.wrong-target",
            Category.POLICY,
            "The route sends to a system that is not the integration's target",
            "Correct target: in integration.yaml or the send: step; a subscriber may send to its target only"),
    UNKNOWN_ENDPOINT(
            "run.unknown-endpoint",
            Category.CONFIGURATION,
            "The system has no such endpoint",
            "Declare the endpoint in systems/<name>.yaml or correct the send: step"),
    UNKNOWN_MAPPING(
            "run.unknown-mapping",
            Category.CONFIGURATION,
            "The integration has no such mapping",
            "Add <name>.jsonata or <name>.edit.yaml to the integration's folder or correct the map: step"),
    TABLE_UNKNOWN(
            "table.unknown",
            Category.CONFIGURATION,
            "There is no code table of this name",
            "Check the name and whose table it is (./sluice tables list); a new table begins as a file tables/<name>.csv"),
    TABLE_COLUMN_MISSING(
            "table.column-missing",
            Category.CONFIGURATION,
            "The table lacks a column of the one in force, or begins with another one",
            "Export the table in force, change its rows, keep its columns and import it again; new columns may stand behind"),
    TABLE_FILE_GONE(
            "table.file-gone",
            Category.CONFIGURATION,
            "The file of a code table is not there any more; the table as it was stays in force until the engine starts again",
            "Put the file back; if the table is to go, take it out of the mappings first and start again"),
    UNKNOWN_FORMAT(
            "run.unknown-format",
            Category.CONFIGURATION,
            "The step names an output format that the engine does not write",
            "Use output=json or output=hl7v2"),
    NOTHING_TO_MAP(
            "run.nothing-to-map",
            Category.MAPPING,
            "The step got nothing that can be mapped",
            "Map a message, an event or the result of another mapping"),
    NOTHING_TO_SEND(
            "run.nothing-to-send",
            Category.MAPPING,
            "The step got nothing to send",
            "Let the mapping yield a result, or filter the message before it is sent"),
    NO_PATH(
            "run.no-path",
            Category.MAPPING,
            "A name in the path of the step has no value",
            "Let the caller give it, or set the header before the step"),
    ANSWER_UNUSABLE(
            "run.answer-unusable",
            Category.CONFIGURATION,
            "The route answers with a status or a body that cannot be given to a caller",
            "Set answerStatus to 200 to 299, 400, 404, 409, 410 or 422, and let the body be JSON, text or a message"),
    ANSWER_BREAKS_SCHEMA(
            "run.answer-breaks-schema",
            Category.CONTRACT,
            "The answer of the route is not as the OpenAPI file of the integration declares it",
            "Correct the mapping, or the schema of the response; the caller did not get the answer"),
    ROUTE_REFUSED(
            "route.refused",
            Category.CONFIGURATION,
            "The integration's route could not be loaded; the other integrations run",
            "See the file and line, correct it and start again; ./sluice validate shows the same"),
    TARGET_HELD(
            "run.target-held",
            Category.TRANSPORT,
            "The endpoint is away (its breaker is open, or a call had no reply), and the tier says to hold for a person what is"
                    + " meant for it",
            "See the endpoint; replay or discard when it is known what the message is worth now"),
    TEST_UNREADABLE(
            "test.unreadable",
            Category.CONFIGURATION,
            "The integration test cannot be read",
            "See the file and line and docs/reference-tests.md"),
    TEST_SWITCH(
            "engine.test-switch",
            Category.CONFIGURATION,
            "A test-only fault is switched on in the production profile",
            "Remove the sluice.test properties");

    private final Explanation explanation;

    EngineProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public boolean holds() {
        return this == TARGET_HELD;
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
