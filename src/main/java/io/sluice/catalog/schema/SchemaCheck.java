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
        return schema(schemaName).validate(document.root()).stream()
                .map(error -> problem(schemaName, document, error))
                .sorted()
                .distinct()
                .toList();
    }

    private static FileProblem problem(String schemaName, YamlDocument document, Error error) {
        return new SchemaError(Schemas.tree(schemaName), document, error).problem();
    }

    private static Schema schema(String name) {
        return COMPILED.computeIfAbsent(name, n -> REGISTRY.getSchema(Schemas.tree(n)));
    }
}
