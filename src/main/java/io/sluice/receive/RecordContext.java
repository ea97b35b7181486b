package io.sluice.receive;

import java.util.Base64;
import java.util.Map;

/**
 * What is needed to read a single record of a file again, long after the file: the names of its columns, for example.
 * All records of a file have it in common; it is stored with their parent and comes back among the headers of each. No
 * header of a route.
 */
public final class RecordContext {

    public static final String HEADER = "recordContext";

    private RecordContext() {}

    public static Map<String, String> headers(byte[] context) {
        return context.length == 0
                ? Map.of()
                : Map.of(HEADER, Base64.getEncoder().encodeToString(context));
    }

    public static byte[] of(Map<String, String> headers) {
        return Base64.getDecoder().decode(headers.getOrDefault(HEADER, ""));
    }
}
