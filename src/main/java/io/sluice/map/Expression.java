package io.sluice.map;

import io.sluice.message.ProblemCode;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled JSONata expression that many threads may evaluate. The library changes its own syntax tree while it runs,
 * so each evaluation borrows an evaluator of its own; there are as many as evaluations ever ran at once.
 */
final class Expression {

    /** @param value null for JSONata's undefined */
    record Outcome(Object value, TableUse tables) {}

    private static final Pattern REFUSED = Pattern.compile("\\$(random|shuffle|eval)\\b");

    /** What cannot hold a call: texts, quoted names, comments. */
    private static final Pattern INERT =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|/\\*.*?\\*/", Pattern.DOTALL);

    private final String name;
    private final String source;
    private final int firstLine;
    private final CodeTables tables;
    private final MapLimits limits;
    private final ConcurrentLinkedDeque<Evaluator> idle = new ConcurrentLinkedDeque<>();

    /** @param firstLine how many lines of the file stand before the expression */
    Expression(String name, String source, int firstLine, CodeTables tables, MapLimits limits) {
        this.name = name;
        this.source = source;
        this.firstLine = firstLine;
        this.tables = tables;
        this.limits = limits;
        refuseChance();
        idle.push(new Evaluator(this));
    }

    String name() {
        return name;
    }

    String source() {
        return source;
    }

    CodeTables tables() {
        return tables;
    }

    MapLimits limits() {
        return limits;
    }

    Outcome evaluate(MapContext context) {
        Evaluator evaluator = Optional.ofNullable(idle.poll()).orElseGet(() -> new Evaluator(this));
        try {
            return evaluator.evaluate(context);
        } finally {
            idle.push(evaluator);
        }
    }

    private void refuseChance() {
        Matcher inert = INERT.matcher(source);
        String code = inert.replaceAll(found -> " ".repeat(found.end() - found.start()));
        Matcher refused = REFUSED.matcher(code);
        if (refused.find()) {
            throw problem(MapProblem.FUNCTION_REFUSED, refused.end(), refused.group());
        }
    }

    /**
     * @param offset where the library stopped reading: behind the token that is to blame; 0 when it does not say
     * @param detail no value of a message
     */
    MapException problem(ProblemCode problem, int offset, String detail) {
        if (offset <= 0) {
            return new MapException(problem, name, 0, 0, detail);
        }
        int at = Math.min(offset, source.length()) - 1;
        if (at > 0 && source.charAt(at) == '(' && nameCharacter(source.charAt(at - 1))) {
            at--; // a call is placed at its bracket
        }
        while (at > 0 && nameCharacter(source.charAt(at)) && nameCharacter(source.charAt(at - 1))) {
            at--;
        }
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (source.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new MapException(problem, name, firstLine + line, at - lineStart + 1, detail);
    }

    private static boolean nameCharacter(char c) {
        return c == '$' || c == '_' || Character.isLetterOrDigit(c);
    }
}
