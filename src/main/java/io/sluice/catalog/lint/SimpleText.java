package io.sluice.catalog.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The functions inside a text of Camel's simple language. Only those that read the message are known; all others (bean,
 * ref, type, sys, env, properties, exchange, method calls on objects, ...) reach into the engine.
 *
 * @param functions what stands between <code>${</code> and <code>}</code>, in order
 * @param balanced false when a <code>${</code> has no end
 */
record SimpleText(List<String> functions, boolean balanced) {

    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";
    private static final Pattern HEADER =
            Pattern.compile("headers?[.:](" + NAME + ")|headers?\\[[\"']?(" + NAME + ")[\"']?]");
    private static final Pattern READS = Pattern.compile("variables?[.:]" + NAME
            + "|body(\\[[\"']?[A-Za-z0-9_-]+[\"']?])?"
            + "|exchangeProperty[.:]CamelSplit(Index|Size|Complete)"
            + "|jsonpath\\(([^${}]|\\$(?!\\{))*\\)|null|empty");
    private static final Pattern HARMLESS = Pattern.compile("exchangeProperty[.:]CamelSplit(Index|Size|Complete)");

    static SimpleText of(String text) {
        var functions = new ArrayList<String>();
        int at = 0;
        while (true) {
            int dollar = text.indexOf('$', at);
            if (dollar < 0) {
                return new SimpleText(functions, true);
            }
            int open = text.startsWith("${", dollar)
                    ? dollar + 2
                    : text.startsWith("$simple{", dollar) ? dollar + "$simple{".length() : -1;
            if (open < 0) {
                at = dollar + 1;
                continue;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                return new SimpleText(functions, false);
            }
            functions.add(text.substring(open, close).strip());
            at = close + 1;
        }
    }

    /** Whether the function only reads the message. One that holds another, nested function does not match. */
    static boolean known(String function) {
        return HEADER.matcher(function).matches() || READS.matcher(function).matches();
    }

    /** Whether the function may stand in a log line. */
    static boolean loggable(String function, LogRules rules) {
        var header = HEADER.matcher(function);
        if (header.matches()) {
            return rules.allows(header.group(1) != null ? header.group(1) : header.group(2));
        }
        return HARMLESS.matcher(function).matches();
    }
}
