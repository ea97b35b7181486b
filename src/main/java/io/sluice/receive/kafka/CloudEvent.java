package io.sluice.receive.kafka;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.format.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A CloudEvent 1.0 as it stands in a Kafka record (Kafka protocol binding section 3).
 *
 * @param attributes context attributes and extensions, by name; {@code specversion} and {@code datacontenttype} too
 * @param data the bytes of the data, exactly as they stand there
 */
record CloudEvent(Map<String, String> attributes, byte[] data) {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String PREFIX = "ce_";

    /** The attribute, or nothing. */
    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Data that another deployment has sealed. */
    boolean sealed() {
        return attribute("datasealed").equals("true");
    }

    /**
     * Empty when the record is not a CloudEvent.
     *
     * @throws IOException when it says that it is one, but is not readable as such
     */
    static Optional<CloudEvent> in(Headers headers, byte[] value) throws IOException {
        if (text(headers, "content-type").startsWith(STRUCTURED)) {
            return Optional.of(structured(value));
        }
        return headers.lastHeader(PREFIX + "specversion") == null
                ? Optional.empty()
                : Optional.of(binary(headers, value));
    }

    /** The last header of the name as text, empty when there is none. */
    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static CloudEvent binary(Headers headers, byte[] value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Header header : headers) {
            if (header.key().startsWith(PREFIX)) {
                attributes.put(header.key().substring(PREFIX.length()), text(headers, header.key()));
            }
        }
        return new CloudEvent(attributes, value);
    }

    private static CloudEvent structured(byte[] value) throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        byte[] data = new byte[0];
        String text = null;
        try (JsonParser parser = Json.mapper().getFactory().createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals("data_base64")) {
                    data = parser.getBinaryValue();
                } else if (name.equals("data")) {
                    text = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                    data = exactly(parser, value);
                } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    attributes.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!attributes.containsKey("specversion")) {
            throw new IOException("without specversion");
        }
        boolean json =
                attributes.getOrDefault("datacontenttype", "application/json").contains("json");
        return new CloudEvent(attributes, text != null && !json ? text.getBytes(StandardCharsets.UTF_8) : data);
    }

    /**
     * The bytes of the value at which the parser stands, not written anew: numbers and spaces stay as the sender had
     * them.
     */
    private static byte[] exactly(JsonParser parser, byte[] value) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.finishToken();
        parser.skipChildren();
        return Arrays.copyOfRange(value, from, (int) parser.currentLocation().getByteOffset());
    }
}
