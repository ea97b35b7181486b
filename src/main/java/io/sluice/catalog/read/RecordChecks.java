package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.ControlTotals;
import io.sluice.message.ProblemException;

/** Whether what an integration says about the records of its files can be read by. */
final class RecordChecks {

    private RecordChecks() {}

    static void check(Draft draft) {
        boolean files = draft.verbs().receives().stream()
                .anyMatch(receive -> receive.transport().equals("file"));
        var format = Format.of(IntegrationMapper.format(draft));
        if (!files || format.isEmpty()) {
            return;
        }
        var records = draft.root().path("records");
        try {
            Layouts.of(format.get(), Values.layout(records));
        } catch (ProblemException e) {
            draft.problem(
                    "/records",
                    CatalogProblem.VALUE_INVALID,
                    "not a layout of " + format.get().label() + ": " + e.where());
        }
        try {
            new ControlTotals(format.get(), Values.textMap(records.path("check")));
        } catch (ProblemException e) {
            draft.problem(
                    "/records/check",
                    CatalogProblem.VALUE_INVALID,
                    "not a rule of " + format.get().label() + ": " + e.where());
        }
    }
}
