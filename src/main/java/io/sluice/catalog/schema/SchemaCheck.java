package io.sluice.catalog.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checks documents against a schema. Safe for many threads. */
public final class SchemaCheck {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .build()));
    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

    private SchemaCheck() {}

    /** All that is wrong, sorted by place. */
    public static List<FileProblem> check(String schemaName, YamlDocument document) {
        var errors = schema(schemaName).validate(document.root());
        return errors.stream()
                .filter(error -> errors.stream().noneMatch(other -> saysMore(other, error)))
                .map(error -> problem(schemaName, document, error))
                .sorted()
                .distinct()
                .toList();
    }

    /** The accepted words say more than that they are texts; a choice says more than why each of its branches fails. */
    private static boolean saysMore(Error other, Error error) {
        return switch (other.getKeyword()) {
            case "enum" ->
                error.getKeyword().equals("type") && error.getInstanceLocation().equals(other.getInstanceLocation());
            case "oneOf" -> error.getEvaluationPath().toString().startsWith(other.getEvaluationPath() + "/");
            default -> false;
        };
    }

    private static FileProblem problem(String schemaName, YamlDocument document, Error error) {
        return new SchemaError(Schemas.tree(schemaName), document, error).problem();
    }

    private static Schema schema(String name) {
        return COMPILED.computeIfAbsent(name, n -> {
            var schema = Schemas.tree(n).deepCopy();
            // For us only; the validator warns about words that it does not know.
            schema.remove(Schemas.FILES);
            return REGISTRY.getSchema(schema);
        });
    }
}
