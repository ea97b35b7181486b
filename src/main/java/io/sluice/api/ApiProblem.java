package io.sluice.api;

import io.sluice.message.ProblemCode;

/** What can be wrong with a request. */
public enum ApiProblem implements ProblemCode {
    BAD_PARAMETER(
            "api.bad-parameter",
            Category.CONFIGURATION,
            "A parameter has a value that cannot be read",
            "Look at the description of the parameter in /q/openapi"),
    BAD_BODY(
            "api.bad-body",
            Category.CONFIGURATION,
            "The body of the request is not the JSON that is expected",
            "Look at the schema of the body in /q/openapi"),
    NO_REASON(
            "api.no-reason",
            Category.CONFIGURATION,
            "What is done by hand needs a reason",
            "Give the reason in a few words that a colleague will understand next year"),
    NOT_FOUND(
            "api.not-found",
            Category.CONFIGURATION,
            "There is nothing at this address",
            "Check the id or the name, and the address against /q/openapi"),
    NOT_AUTHENTICATED(
            "api.not-authenticated",
            Category.AUTHENTICATION,
            "The request carries no token, or one that does not hold",
            "Send a bearer token, for example that of .sluice/tokens; a token is good for 30 days"),
    NOT_ALLOWED(
            "api.not-allowed",
            Category.AUTHENTICATION,
            "The token's role does not allow this",
            "Use a token of the role that the address asks for: viewer, analyst or operator"),
    NOT_ACCEPTED(
            "api.not-accepted",
            Category.CONFIGURATION,
            "The method or the media type does not fit this address",
            "Look at the description of the address in /q/openapi"),
    NOT_READY(
            "api.not-ready",
            Category.ENGINE,
            "The engine is still starting, or waits for its database",
            "Wait until /q/health/ready says UP; it names what is missing"),
    FAULT(
            "api.fault",
            Category.ENGINE,
            "A fault of the program",
            "Look for the incident's number in the log and report it");

    private final Explanation explanation;

    ApiProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
