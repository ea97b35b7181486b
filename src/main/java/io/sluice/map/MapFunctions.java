package io.sluice.map;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.sluice.format.Format;
import io.sluice.format.hl7.Hl7Group;
import io.sluice.format.hl7.Hl7Groups;
import io.sluice.format.hl7.Hl7Path;
import io.sluice.format.hl7.Hl7Tree;
import io.sluice.format.hl7.Hl7Value;
import io.sluice.format.x12.X12Path;
import io.sluice.message.BlobToken;
import io.sluice.message.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that a mapping has beyond JSONata's own; see {@code docs/reference-mapping.md}. Registered once, they
 * work on the context of the evaluation that runs: one thread at a time, as {@link Evaluator}.
 */
final class MapFunctions {

    private final CodeFunction codes;
    private MapContext context;

    MapFunctions(CodeTables tables) {
        this.codes = new CodeFunction(tables);
    }

    void register(Jsonata jsonata) {
        define(jsonata, "get", this::get);
        define(jsonata, "all", this::all);
        define(jsonata, "groups", this::groups);
        define(jsonata, "date", (input, args) -> DateFunction.call(args, context.zone()));
        define(jsonata, "code", (input, args) -> codes.call(args));
        define(jsonata, "blob", (input, args) -> BlobFunction.call(args));
        define(jsonata, "decimal", (input, args) -> DecimalFunctions.decimal(args));
        define(jsonata, "decimalSum", (input, args) -> DecimalFunctions.sum(args));
        define(jsonata, "decimalProduct", (input, args) -> DecimalFunctions.product(args));
        define(jsonata, "decimalNegate", (input, args) -> DecimalFunctions.negate(args));
        define(jsonata, "decimalCompare", (input, args) -> DecimalFunctions.compare(args));
        define(jsonata, "parent", (input, args) -> context.parent());
        define(jsonata, "now", this::now);
        define(jsonata, "millis", (input, args) -> context.receivedAt().toEpochMilli());
        jsonata.registerFunction("toMillis", new Jsonata.JFunction(MillisFunction::call, MillisFunction.SIGNATURE));
        jsonata.registerFunction("replace", new Jsonata.JFunction(ReplaceFunction::call, ReplaceFunction.SIGNATURE));
    }

    void begin(MapContext begun) {
        context = begun;
        codes.begin(LocalDate.ofInstant(begun.receivedAt(), begun.zone()));
    }

    /** Lets go of the message; the evaluator may wait long for the next one. */
    void end() {
        context = null;
        codes.begin(null);
    }

    TableUse tables() {
        return codes.used();
    }

    private interface Body {
        Object call(Object input, Arguments arguments);
    }

    private static void define(Jsonata jsonata, String name, Body body) {
        Jsonata.JFunctionCallable callable = (input, args) -> {
            try {
                return body.call(input, new Arguments(args));
            } catch (ProblemException failed) {
                throw failure(failed);
            }
        };
        jsonata.registerFunction(name, new Jsonata.JFunction(callable, null));
    }

    /** In the only type of exception to which the library adds the place in the mapping. */
    static JException failure(ProblemException problem) {
        return new JException(problem, problem.problem().code(), -1, null, null);
    }

    /** Where in the mapping's own terms; of a path or date only that it is wrong, as it may be made of values. */
    static String detail(ProblemException own) {
        return own.problem() instanceof MapProblem ? own.where() : "";
    }

    private Object get(Object input, Arguments args) {
        if (x12(input, args)) {
            return X12Functions.get(
                    args.text(0), within(X12Path.of(args.text(0)).relative(), input, args));
        }
        Hl7Path path = Hl7Path.of(args.text(0));
        Object within = within(path.relative(), input, args);
        if (nothingIn(within)) {
            return within;
        }
        return switch (tree(within).lookup(path)) {
            case Hl7Value.Absent ignored -> null;
            case Hl7Value.Empty ignored -> "";
            case Hl7Value.Null ignored -> Jsonata.NULL_VALUE;
            case Hl7Value.Text text -> path.field() == 0 ? single(tree(within).all(path)) : said(text.value());
        };
    }

    /** Blanks alone say nothing; fixed-width senders leave them in fields that they do not know. */
    private static Object said(String text) {
        return text.isBlank() ? "" : BlobToken.view(text);
    }

    /** {@code $get('PID')} is the segment to look into, not its text. */
    private static Object single(List<Object> found) {
        return found.isEmpty() ? null : found.getFirst();
    }

    private Object all(Object input, Arguments args) {
        if (x12(input, args)) {
            return X12Functions.all(
                    args.text(0), within(X12Path.of(args.text(0)).relative(), input, args));
        }
        Hl7Path path = Hl7Path.of(args.text(0));
        List<Object> found = new ArrayList<>();
        Object within = within(path.relative(), input, args);
        for (Object one :
                within instanceof List<?> several ? several : nothingIn(within) ? List.of() : List.of(within)) {
            if (nothingIn(one)) {
                continue;
            }
            for (Object value : tree(one).all(path)) {
                found.add(value == null ? Jsonata.NULL_VALUE : value);
            }
        }
        return found.isEmpty() ? null : found;
    }

    private Object groups(Object input, Arguments args) {
        String name = args.text(0);
        Object within = args.given(1) ? args.value(1) : context.source().tree();
        if (nothingIn(within)) {
            return null;
        }
        if (x12(input, args)) {
            return X12Functions.groups(name, within);
        }
        List<Object> groups = new ArrayList<>();
        for (Hl7Group group : Hl7Groups.of(new Hl7Group(tree(within).segments()), name)) {
            groups.add(Hl7Tree.of(group));
        }
        return groups.isEmpty() ? null : groups;
    }

    private Object now(Object input, Arguments args) {
        return Functions.dateTimeFromMillis(
                context.receivedAt().toEpochMilli(), args.optionalText(0), args.optionalText(1));
    }

    /** The second argument; without one the message, or for a relative path the item at hand. */
    private Object within(boolean relative, Object input, Arguments args) {
        if (args.given(1)) {
            return args.value(1);
        }
        return relative ? input : context.source().tree();
    }

    /** Whether paths are those of X12: by the view they are looked up in, or else by the message. */
    private boolean x12(Object input, Arguments args) {
        Object within = args.given(1) ? args.value(1) : null;
        return within != null ? X12Functions.isView(within) : context.source().format() == Format.X12;
    }

    /** A repetition that is absent, empty or {@code ""} has no parts: each of them is what the whole is. */
    static boolean nothingIn(Object within) {
        return within == null || within == Jsonata.NULL_VALUE || "".equals(within);
    }

    private static Hl7Tree tree(Object within) {
        Object one = within instanceof List<?> list && !list.isEmpty() ? list.getFirst() : within;
        if (one instanceof Hl7Tree tree) {
            return tree;
        }
        throw new ProblemException(
                MapProblem.FUNCTION_ARGUMENT, "needs HL7 v2: a message, group, segment or repetition");
    }
}
