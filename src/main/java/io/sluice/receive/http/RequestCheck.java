package io.sluice.receive.http;

import io.sluice.contract.BodySchema;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import java.util.List;

/** Whether a request is as its OpenAPI file says. What is not JSON at all is left to the inspection. */
final class RequestCheck {

    private RequestCheck() {}

    /** @param message the body, or for a request without one its operation, path and query */
    static List<BodySchema.Break> of(Resources.One found, byte[] message) {
        if (found.operation().takes().isEmpty() || !found.integration().format().equals("json")) {
            return List.of();
        }
        try {
            return found.operation().takes().get().check(Json.mapper().valueToTree(Json.read(message)));
        } catch (ProblemException notJson) {
            return List.of();
        }
    }
}
