package io.sluice.bench;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A shipped mapping as a floor runs it: by the library alone. Not thread-safe, as an expression of the library is not.
 */
final class JsonataStep {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> ITEM_STATUS =
            Map.of("A", "active", "I", "inactive", "D", "discontinued", "H", "hold");

    private final Jsonata expression;

    JsonataStep(String file) throws IOException {
        expression = Jsonata.jsonata(Files.readString(Path.of("src/main/resources/routes", file)));
        expression.registerFunction("code", (String table, String value) -> ITEM_STATUS.get(value));
    }

    Object map(Object tree) {
        return expression.evaluate(tree);
    }

    String json(Object tree) throws IOException {
        return JSON.writeValueAsString(map(tree));
    }

    static Object tree(byte[] json) throws IOException {
        return JSON.readValue(json, Object.class);
    }
}
