package io.sluice.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The JSON Schema (2020-12) of a body, as an OpenAPI file declares it. What it finds names places and rules, never a
 * value, and no name that the schema does not know: a sender could make one of a value. {@code format} is asserted.
 * Thread-safe.
 */
public final class BodySchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 20;

    /**
     * One place that breaks the schema.
     *
     * @param pointer RFC 6901; {@code *} stands for a name that the schema does not have
     * @param rule the keyword, such as {@code required} or {@code maxLength}
     */
    public record Break(String pointer, String rule) {}

    private final String text;
    private final Schema schema;
    private final Set<String> names = new HashSet<>();

    private BodySchema(String text, Schema schema, JsonNode root) {
        this.text = text;
        this.schema = schema;
        collect(root);
    }

    /**
     * @param text the schema, JSON
     * @throws IllegalArgumentException when it is none
     */
    public static BodySchema compile(String text) {
        try {
            var config = SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .pathType(PathType.JSON_POINTER)
                    .build();
            JsonNode root = JSON.readTree(text);
            Schema schema = SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
                    .getSchema(SchemaLocation.of("urn:sluice:body"), root);
            schema.initializeValidators();
            return new BodySchema(text, schema, root);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("not a JSON Schema that can be used", e);
        }
    }

    /** The first places that break it; empty: it holds. */
    public List<Break> check(JsonNode body) {
        return schema.validate(body).stream()
                .map(this::place)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private Break place(Error error) {
        StringBuilder pointer = new StringBuilder();
        NodePath place = error.getInstanceLocation();
        for (int i = 0; i < place.getNameCount(); i++) {
            pointer.append('/');
            if (place.getElement(i) instanceof Integer position) {
                pointer.append(position);
            } else {
                pointer.append(known(place.getName(i)));
            }
        }
        if (error.getKeyword().equals("required")) {
            pointer.append('/').append(known(error.getProperty()));
        }
        return new Break(pointer.toString(), error.getKeyword());
    }

    private String known(String name) {
        return names.contains(name) ? name.replace("~", "~0").replace("/", "~1") : "*";
    }

    private void collect(JsonNode node) {
        if (node.isObject()) {
            node.path("properties").fieldNames().forEachRemaining(names::add);
            node.path("required").forEach(name -> names.add(name.asText()));
        }
        node.forEach(this::collect);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BodySchema schema && schema.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
