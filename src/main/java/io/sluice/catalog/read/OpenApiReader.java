package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The resources that an OpenAPI 3 document declares: paths, methods, media types of request bodies, JSON schemas of
 * what is taken and answered, and {@code x-sluice}. What else it says is for the callers who read it.
 */
final class OpenApiReader {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Members of a path item that are no methods (OpenAPI 3.1 section 4.8.9). */
    private static final Set<String> BESIDE = Set.of("summary", "description", "parameters", "servers");

    private static final Pattern PATH = Pattern.compile("(/([A-Za-z0-9._~-]+|\\{[a-z][A-Za-z0-9]{0,62}\\}))+");

    private final YamlDocument document;
    private final List<FileProblem> problems;
    private final BodySchemas schemas;
    private final ApiRulesReader rules;
    private final List<HttpOperation> operations = new ArrayList<>();

    private OpenApiReader(YamlDocument document, List<FileProblem> problems) {
        this.document = document;
        this.problems = problems;
        this.schemas = new BodySchemas(document, problems);
        this.rules = new ApiRulesReader(document, problems);
    }

    static List<HttpOperation> read(YamlDocument document, List<FileProblem> problems) {
        var reader = new OpenApiReader(document, problems);
        reader.read();
        return reader.operations;
    }

    private void read() {
        if (!document.root().path("openapi").asText("").startsWith("3.")) {
            problem("/openapi", "'openapi' must be 3.0 or 3.1, in quotes");
        }
        var paths = document.root().path("paths");
        if (!paths.isObject() || paths.isEmpty()) {
            problem("/paths", "'paths' must name at least one path");
        }
        paths.properties().forEach(e -> path(Pointer.below("/paths", e.getKey()), e.getKey(), e.getValue()));
    }

    private void path(String pointer, String path, JsonNode item) {
        if (!PATH.matcher(path).matches()) {
            problem(pointer, "a path is /names/{variables} without other characters");
        }
        item.properties().forEach(e -> {
            if (METHODS.contains(e.getKey())) {
                operations.add(operation(Pointer.below(pointer, e.getKey()), path, e.getKey(), e.getValue(), item));
            } else if (!BESIDE.contains(e.getKey()) && !e.getKey().startsWith("x-")) {
                problem(
                        Pointer.below(pointer, e.getKey()),
                        "'" + e.getKey() + "' is not one of get, post, put, patch, delete");
            }
        });
    }

    private HttpOperation operation(String pointer, String path, String method, JsonNode node, JsonNode item) {
        var consumes = new ArrayList<String>();
        node.path("requestBody")
                .path("content")
                .fieldNames()
                .forEachRemaining(t -> consumes.add(t.toLowerCase(Locale.ROOT)));
        var upper = method.toUpperCase(Locale.ROOT);
        return new HttpOperation(
                node.path("operationId").asText(upper + " " + path),
                upper,
                path,
                consumes,
                schemas.takes(pointer, node, item),
                schemas.gives(pointer, node),
                rules.read(pointer, node, upper.equals("GET")));
    }

    private void problem(String pointer, String detail) {
        problems.add(document.problem(pointer, CatalogProblem.OPENAPI_INVALID, detail));
    }
}
