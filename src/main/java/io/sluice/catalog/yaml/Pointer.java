package io.sluice.catalog.yaml;

/** JSON pointers as texts (RFC 6901). */
public final class Pointer {

    private Pointer() {}

    /** The pointer of a key or position below another. */
    public static String below(String pointer, Object key) {
        return pointer + "/" + key.toString().replace("~", "~0").replace("/", "~1");
    }

    /** The pointer one level up; that of the root is its own. */
    public static String above(String pointer) {
        return pointer.substring(0, Math.max(pointer.lastIndexOf('/'), 0));
    }

    /** The pointer as authors read it: {@code endpoints.customers.url}. */
    public static String readable(String pointer) {
        return pointer.isEmpty()
                ? ""
                : pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }
}
