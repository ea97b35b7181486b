package io.sluice.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one entry to JSON for content that comes from or goes to other systems. Objects become {@code LinkedHashMap} in
 * the order of the document, arrays {@code ArrayList}, numbers {@code Integer}, {@code Long}, {@code BigInteger} or
 * {@code BigDecimal} (so that 1.10 stays 1.10), and text, boolean and null themselves. A name that stands twice,
 * anything after the end, and what exceeds a limit is refused.
 */
public final class Json {

    private static final Map<JsonLimits, JsonMapper> MAPPERS = new ConcurrentHashMap<>();
    private static final JsonMapper DEFAULT = mapper(JsonLimits.DEFAULT);
    private static final JsonMapper CANONICAL = DEFAULT.rebuild()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();

    private Json() {}

    /** Reads within {@link JsonLimits#DEFAULT}; UTF-8, UTF-16 or UTF-32 as RFC 4627 section 3 tells them apart. */
    public static Object read(byte[] bytes) {
        return read(bytes, JsonLimits.DEFAULT);
    }

    /**
     * @throws ProblemException {@link FormatProblem#JSON_INVALID} with line and column, or
     *     {@link FormatProblem#JSON_LIMIT}
     */
    public static Object read(byte[] bytes, JsonLimits limits) {
        if (bytes.length > limits.bytes()) {
            throw new ProblemException(FormatProblem.JSON_LIMIT, "the size of the document");
        }
        try {
            return MAPPERS.computeIfAbsent(limits, Json::mapper).readValue(bytes, Object.class);
        } catch (StreamConstraintsException beyond) {
            throw new ProblemException(FormatProblem.JSON_LIMIT, place(beyond.getLocation()));
        } catch (JsonProcessingException invalid) {
            // Not kept as the cause: Jackson's messages quote the document.
            throw new ProblemException(FormatProblem.JSON_INVALID, place(invalid.getLocation()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
    }

    /** UTF-8, no white space, names in the order of the maps. */
    public static byte[] write(Object tree) {
        return write(DEFAULT, tree);
    }

    /** As {@link #write} with names sorted: equal trees have equal bytes, for hashes and comparisons. */
    public static byte[] canonical(Object tree) {
        return write(CANONICAL, tree);
    }

    /** The configured mapper for typed records; shared, not to be reconfigured. */
    public static JsonMapper mapper() {
        return DEFAULT;
    }

    private static byte[] write(JsonMapper mapper, Object tree) {
        try {
            return mapper.writeValueAsBytes(tree);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    "not a tree of maps, lists and values: " + tree.getClass().getName());
        }
    }

    private static JsonMapper mapper(JsonLimits limits) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.bytes())
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(limits.text())
                        .maxNameLength(Math.min(limits.text(), 50_000))
                        .maxNumberLength(limits.number())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
