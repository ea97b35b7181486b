package io.sluice.map;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.sluice.message.ProblemException;

/** One parsed expression with the functions registered, used by one thread at a time. */
final class Evaluator {

    private final Expression expression;
    private final Jsonata jsonata;
    private final MapFunctions functions;

    Evaluator(Expression expression) {
        this.expression = expression;
        this.functions = new MapFunctions(expression.tables());
        try {
            this.jsonata = Jsonata.jsonata(expression.source());
        } catch (JException syntax) {
            throw expression.problem(MapProblem.SYNTAX, syntax.getLocation(), JsonataWords.ofSyntax(syntax));
        } catch (RuntimeException parserFault) {
            throw expression.problem(MapProblem.SYNTAX, 0, "");
        } finally {
            // The library keeps the instance made last on a thread as that thread's workplace, and works there for
            // other
            // instances too. One that nobody evaluates must be the last, or two threads could share a workplace.
            Jsonata.jsonata("null");
        }
        jsonata.setValidateInput(false);
        jsonata.setOutputConvertNulls(false);
        functions.register(jsonata);
    }

    Expression.Outcome evaluate(MapContext context) {
        Object input = context.source().tree();
        Jsonata.Frame frame = jsonata.createFrame();
        frame.bind("headers", context.headers());
        Watch watch = new Watch(expression.limits());
        frame.setEvaluateEntryCallback((symbol, value, environment) -> watch.enter(symbol));
        frame.setEvaluateExitCallback((symbol, value, environment, result) -> watch.exit(symbol, result));
        functions.begin(context);
        try {
            Object value = jsonata.evaluate(input, frame);
            return new Expression.Outcome(value, functions.tables());
        } catch (StackOverflowError tooDeep) {
            throw expression.problem(MapProblem.DEPTH_LIMIT, 0, "");
        } catch (RuntimeException failed) {
            throw problem(failed, watch.position()).using(functions.tables());
        } finally {
            functions.end();
        }
    }

    /** The cause is not kept: the library's messages quote values. */
    private MapException problem(RuntimeException failed, int position) {
        JException inner = null;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException own) {
                return expression.problem(own.problem(), place(inner, position), MapFunctions.detail(own));
            }
            inner = cause instanceof JException jsonataFailed ? jsonataFailed : inner;
        }
        String words = inner == null ? failed.getClass().getSimpleName() : JsonataWords.of(inner);
        return expression.problem(MapProblem.EVALUATION, place(inner, position), words);
    }

    /** The library names the place of some failures; of the others it is the part that was being evaluated. */
    private static int place(JException failed, int position) {
        return failed != null && failed.getLocation() > 0 ? failed.getLocation() : position;
    }
}
