package io.sluice.catalog.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas by the name of what they describe. Each is whole in itself: shapes shared by several files are copied
 * into its {@code $defs}, because editors do not agree on how a reference to another file is found.
 */
public final class Schemas {

    /** In the order in which an author meets them. */
    public static final List<String> NAMES =
            List.of("integration", "system", "tiers", "environment", "contract", "edit", "normalise", "test");

    /** Our own word in a schema: the files that it is for. */
    static final String FILES = "x-files";

    private static final String SHARED = "common.schema.json#/$defs/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ObjectNode> ALL = load();

    private Schemas() {}

    /** Name to schema, as JSON text for people. */
    public static Map<String, String> all() {
        var texts = new LinkedHashMap<String, String>();
        ALL.forEach((name, schema) -> texts.put(name, schema.toPrettyString()));
        return texts;
    }

    /** The files that a schema is for, as globs from the root of a source. */
    public static List<String> files(String name) {
        return ALL.get(name).path(FILES).valueStream().map(JsonNode::textValue).toList();
    }

    /** The parsed schema; callers do not change it. */
    static ObjectNode tree(String name) {
        return ALL.get(name);
    }

    private static Map<String, ObjectNode> load() {
        var shared = (ObjectNode) resource("common").get("$defs");
        var all = new LinkedHashMap<String, ObjectNode>();
        for (String name : NAMES) {
            var schema = (ObjectNode) local(resource(name));
            // Own shapes win: their names are never those of shared ones, which a test proves.
            shared.properties().forEach(e -> schema.withObject("/$defs").putIfAbsent(e.getKey(), e.getValue()));
            all.put(name, schema);
        }
        return Collections.unmodifiableMap(all);
    }

    /** The same schema with references to the shared shapes turned into references into itself. */
    private static JsonNode local(JsonNode schema) {
        if (schema instanceof ObjectNode map) {
            map.properties().forEach(e -> {
                if (e.getKey().equals("$ref") && e.getValue().asText().startsWith(SHARED)) {
                    e.setValue(
                            TextNode.valueOf("#/$defs/" + e.getValue().asText().substring(SHARED.length())));
                }
            });
        }
        schema.forEach(Schemas::local);
        return schema;
    }

    private static JsonNode resource(String name) {
        var path = "/schemas/" + name + ".schema.json";
        try (var in = Schemas.class.getResourceAsStream(path)) {
            return JSON.readTree(in);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(path + " is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " belongs to the jar and cannot be read", e);
        }
    }
}
