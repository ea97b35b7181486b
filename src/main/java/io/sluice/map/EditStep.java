package io.sluice.map;

import com.dashjoin.jsonata.Jsonata;
import io.sluice.format.hl7.Hl7Path;
import io.sluice.format.hl7.Hl7Value;
import java.util.function.Consumer;

/**
 * One step of an edit list.
 *
 * @param path the field to change
 * @param source where its new value comes from
 * @param skipMissing whether a message without the field's segment or repetition is left as it is
 * @param line in the file
 */
record EditStep(Hl7Path path, Source source, boolean skipMissing, int line) {

    sealed interface Source {
        record Fixed(Hl7Value value) implements Source {}

        record Copied(Hl7Path from) implements Source {}

        record Computed(Expression expression) implements Source {}
    }

    /** The new value; absent to leave the field as it is. Read from the original message. */
    Hl7Value value(MapContext context, Consumer<TableUse> tables) {
        return switch (source) {
            case Source.Fixed fixed -> fixed.value();
            case Source.Copied copied -> context.source().hl7().lookup(copied.from());
            case Source.Computed computed -> {
                Expression.Outcome outcome = computed.expression().evaluate(context);
                tables.accept(outcome.tables());
                yield text(outcome.value(), computed.expression());
            }
        };
    }

    private static Hl7Value text(Object value, Expression expression) {
        return switch (Shaping.asMapped().apply(value)) {
            case null -> value == Jsonata.NULL_VALUE ? Hl7Value.NULL : Hl7Value.ABSENT;
            case String text -> text.isEmpty() ? Hl7Value.EMPTY : new Hl7Value.Text(text);
            case Number number -> new Hl7Value.Text(number.toString());
            case Boolean bool -> new Hl7Value.Text(bool ? "Y" : "N");
            default -> throw expression.problem(MapProblem.RESULT_INVALID, 0, "a field takes one text");
        };
    }
}
