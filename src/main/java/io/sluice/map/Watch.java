package io.sluice.map;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Parser;
import io.sluice.message.ProblemException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Follows one evaluation: how deep it is, how long it takes, and which part of the expression is being evaluated. */
final class Watch {

    /** The clock is read once in so many steps: reading it at each would cost as much as the steps. */
    private static final int STEPS_BETWEEN_CLOCK_READINGS = 64;

    private static final VarHandle POSITION = position("position");

    private final int maximumDepth;
    private final long end;
    private int[] positions = new int[64];
    private int depth;
    private int steps;

    Watch(MapLimits limits) {
        this.maximumDepth = limits.depth();
        this.end = System.nanoTime() + limits.millis() * 1_000_000;
    }

    /** The library knows where each part stands in the source, and does not tell. */
    private static VarHandle position(String field) {
        try {
            return MethodHandles.privateLookupIn(Parser.Symbol.class, MethodHandles.lookup())
                    .findVarHandle(Parser.Symbol.class, field, int.class);
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
        }
        positions[depth] = (int) POSITION.get(symbol);
        if (++steps % STEPS_BETWEEN_CLOCK_READINGS == 0 && System.nanoTime() - end > 0) {
            throw MapFunctions.failure(new ProblemException(MapProblem.TIME_LIMIT, ""));
        }
    }

    void exit() {
        depth--;
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
