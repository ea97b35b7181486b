package io.sluice.map;

import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.hl7.Hl7Edit;
import io.sluice.format.hl7.Hl7Path;
import io.sluice.format.hl7.Hl7Tree;
import io.sluice.format.hl7.Hl7Value;
import io.sluice.message.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * A mapping from HL7 v2 to HL7 v2 that changes the fields it names and keeps every other byte. All values are read from
 * the original message before the first change.
 */
record EditMapping(String name, List<EditStep> steps) implements Mapping {

    static EditMapping compile(String name, String source, CodeTables tables, MapLimits limits) {
        return new EditMapping(name, new EditReader(name, tables, limits).read(source));
    }

    @Override
    public MapResult run(MapContext context) {
        long start = System.nanoTime();
        if (context.source().format() != Format.HL7V2) {
            throw new MapException(MapProblem.FUNCTION_ARGUMENT, name, 0, 0, "an edit list needs HL7 v2");
        }
        TableUse[] tables = {TableUse.NONE};
        List<Hl7Value> values = new ArrayList<>(steps.size());
        for (EditStep step : steps) {
            values.add(step.value(context, used -> tables[0] = tables[0].and(used)));
        }
        Hl7Edit edit = Hl7Edit.of(context.source().hl7());
        for (int i = 0; i < steps.size(); i++) {
            apply(edit, steps.get(i), values.get(i));
        }
        return new MapResult(edit.bytes(), Hl7Tree.of(edit.message()), tables[0], (System.nanoTime() - start) / 1000);
    }

    private void apply(Hl7Edit edit, EditStep step, Hl7Value value) {
        String path = step.path().toString();
        try {
            switch (value) {
                case Hl7Value.Absent ignored -> {
                    // A source or expression that gives nothing leaves the field as it is.
                }
                case Hl7Value.Empty ignored -> edit.clear(path);
                case Hl7Value.Null ignored -> edit.delete(path);
                case Hl7Value.Text text -> edit.set(step.path(), text.value());
            }
        } catch (ProblemException failed) {
            if (failed.problem() == FormatProblem.EDIT_TARGET_MISSING && step.skipMissing()) {
                return;
            }
            throw new MapException(
                    failed.problem(), name, step.line(), 1, Hl7Path.of(path).segment());
        }
    }
}
