package io.sluice.receive.http;

import io.sluice.catalog.HttpListener;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The message in a request.
 *
 * @param bytes the body; of a form, the one part that is of a type that the resource takes; of a request without a
 *     body, its operation, path and query as JSON
 * @param headers fields of a form that are let in as headers are
 */
record HttpMessage(byte[] bytes, Map<String, String> headers) {

    /** @throws ProblemException {@link ReceiveProblem#MULTIPART_INVALID} */
    static HttpMessage of(byte[] body, String contentType, MediaTypes types, HttpListener listener) {
        if (!MediaTypes.name(contentType).equals(MediaTypes.FORM)) {
            return new HttpMessage(body, Map.of());
        }
        List<MultipartForm.Part> parts = MultipartForm.parse(
                body,
                MediaTypes.boundary(contentType)
                        .orElseThrow(() -> new ProblemException(ReceiveProblem.MULTIPART_INVALID, "boundary")));
        byte[] message = null;
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            MultipartForm.Part part = parts.get(i);
            Optional<String> header = listener.headers().stream()
                    .filter(name -> name.equalsIgnoreCase(part.name()) && EnteringHeaders.mayEnter(name))
                    .findFirst();
            if (message == null && types.take(part.contentType())) {
                message = part.bytes();
            } else if (header.isPresent() && !types.take(part.contentType())) {
                String value = new String(part.bytes(), java.nio.charset.StandardCharsets.UTF_8);
                headers.put(header.get(), EnteringHeaders.value(header.get(), value));
            } else {
                throw new ProblemException(ReceiveProblem.MULTIPART_INVALID, "part " + (i + 1));
            }
        }
        if (message == null) {
            throw new ProblemException(ReceiveProblem.MULTIPART_INVALID, "no part is the message");
        }
        return new HttpMessage(message, headers);
    }

    /** Of a request without a body. */
    static HttpMessage of(Resources.One found, Map<String, Object> query) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("operation", found.operation().name());
        tree.put("path", found.variables());
        tree.put("query", query);
        return new HttpMessage(Json.write(tree), Map.of());
    }
}
