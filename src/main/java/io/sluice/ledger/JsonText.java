package io.sluice.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.message.Hop;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few columns that hold JSON. */
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    static String of(Map<String, String> map) {
        return write(json -> write(json, map));
    }

    /** {@code [{"name", "micros", "outcome", "code", "detail": {}}]}; code only when there is one. */
    static String of(List<Hop> hops) {
        return write(json -> {
            json.writeStartArray();
            for (Hop hop : hops) {
                json.writeStartObject();
                json.writeStringField("name", hop.name());
                json.writeNumberField("micros", hop.micros());
                json.writeStringField("outcome", hop.outcome());
                if (hop.code() != null) {
                    json.writeStringField("code", hop.code());
                }
                if (!hop.detail().isEmpty()) {
                    json.writeFieldName("detail");
                    write(json, hop.detail());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** Reads what {@link #of(Map)} wrote. */
    static Map<String, String> map(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, json.getValueAsString());
            }
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String write(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Map<String, String> map) throws IOException {
        json.writeStartObject();
        for (var entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
