package io.sluice.map;

import io.sluice.message.ProblemException;
import java.util.List;

/** A mapping written in JSONata: one expression over the tree of the source. */
record JsonataMapping(Expression expression, MapOptions options) implements Mapping {

    @Override
    public String name() {
        return expression.name();
    }

    @Override
    public MapResult run(MapContext context) {
        long start = System.nanoTime();
        Expression.Outcome outcome = expression.evaluate(context);
        Object tree;
        try {
            tree = options.shaping().apply(outcome.value());
        } catch (ProblemException noData) {
            throw expression.problem(noData.problem(), 0, "");
        }
        if (tree == null && outcome.value() instanceof List) {
            // A list made by the mapping that holds nothing: there is nothing to split, which is an answer.
            tree = List.of();
        }
        if (tree == null) {
            throw expression.problem(MapProblem.NO_RESULT, 0, "");
        }
        byte[] bytes = options.output().fromTree(tree);
        return new MapResult(bytes, tree, outcome.tables(), (System.nanoTime() - start) / 1000);
    }
}
