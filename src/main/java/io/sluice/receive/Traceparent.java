package io.sluice.receive;

import java.util.regex.Pattern;

/** W3C Trace Context section 3.2: the only form that goes on. */
public final class Traceparent {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    /** The same, or null when it is missing or anything else. */
    public static String orNull(String text) {
        return text != null && FORM.matcher(text).matches() ? text : null;
    }
}
