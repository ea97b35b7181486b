package io.sluice.map;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import io.sluice.message.ProblemException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Follows one evaluation: how deep it is, how long it takes, and which part of the expression is being evaluated. */
final class Watch {

    /** The clock is read once in so many steps: reading it at each would cost as much as the steps. */
    private static final int STEPS_BETWEEN_CLOCK_READINGS = 64;

    private static final VarHandle POSITION = field("position", int.class);
    private static final VarHandle PROCEDURE = field("procedure", Parser.Symbol.class);

    private final int maximumDepth;
    private final long end;
    private int[] positions = new int[64];
    private Parser.Symbol[] procedures = new Parser.Symbol[64];
    private int depth;
    private int steps;

    Watch(MapLimits limits) {
        this.maximumDepth = limits.depth();
        this.end = System.nanoTime() + limits.millis() * 1_000_000;
    }

    /** The library knows where each part stands in the source and what a call calls, and does not tell. */
    private static VarHandle field(String field, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(Parser.Symbol.class, MethodHandles.lookup())
                    .findVarHandle(Parser.Symbol.class, field, type);
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("jsonata has no Symbol." + field, otherVersion);
        }
    }

    void enter(Parser.Symbol symbol) {
        if (++depth > maximumDepth) {
            throw MapFunctions.failure(new ProblemException(MapProblem.DEPTH_LIMIT, ""));
        }
        if (depth == positions.length) {
            positions = Arrays.copyOf(positions, depth * 2);
            procedures = Arrays.copyOf(procedures, depth * 2);
        }
        positions[depth] = (int) POSITION.get(symbol);
        procedures[depth] = (Parser.Symbol) PROCEDURE.get(symbol);
        if (++steps % STEPS_BETWEEN_CLOCK_READINGS == 0 && System.nanoTime() - end > 0) {
            throw MapFunctions.failure(new ProblemException(MapProblem.TIME_LIMIT, ""));
        }
    }

    void exit(Parser.Symbol symbol, Object result) {
        depth--;
        if (symbol == procedures[depth] && data(result)) {
            // The library would print the value to standard output before it fails.
            throw new JException("T1006", positions[depth]);
        }
    }

    private static boolean data(Object result) {
        return result instanceof String
                || result instanceof Number
                || result instanceof Boolean
                || result instanceof Map<?, ?>
                || result instanceof List<?>
                || result == Jsonata.NULL_VALUE;
    }

    /** Of the innermost part that was entered and, having failed, not left. */
    int position() {
        for (int i = Math.min(depth, maximumDepth); i > 0; i--) {
            if (positions[i] > 0) {
                return positions[i];
            }
        }
        return 0;
    }
}
