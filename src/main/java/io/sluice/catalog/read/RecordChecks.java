package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileListener;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.ControlTotals;
import io.sluice.message.ProblemException;
import java.util.Optional;

/** Whether what an integration says about the records of its files can be read by. */
final class RecordChecks {

    private RecordChecks() {}

    static void check(Draft draft, Surroundings around) {
        boolean files = draft.verbs().receives().stream()
                .anyMatch(receive -> receive.transport().equals("file"));
        var format = Format.of(IntegrationMapper.format(draft));
        var report = draft.root().path("errorReport");
        if (!report.isMissingNode()) {
            report(draft, around, files, report, format);
        }
        if (!files || format.isEmpty()) {
            return;
        }
        answers(draft, around, format.get());
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

    private static void report(
            Draft draft, Surroundings around, boolean files, JsonNode report, Optional<Format> format) {
        if (!files) {
            draft.problem("/errorReport", CatalogProblem.VALUE_INVALID, "for an integration that receives no files");
            return;
        }
        var to = report.get("to").textValue().split("/");
        var source = draft.root().path("source").asText();
        var system = around.systems().get(to[0]);
        if (!to[0].equals(source)) {
            draft.problem("/errorReport/to", CatalogProblem.TARGET_OTHER, "the source is " + source);
        } else if (system != null
                && !(system.endpoints().get(to[1]) instanceof FileEndpoint file
                        && file.batch().isEmpty())) {
            draft.problem(
                    "/errorReport/to",
                    CatalogProblem.ENDPOINT_UNKNOWN,
                    "'" + to[1] + "' is no file endpoint of " + to[0] + " whose deliveries are files of their own");
        }
        var columns = report.path("columns");
        for (int i = 0; i < columns.size() && format.isPresent(); i++) {
            try {
                format.get().place(columns.get(i).textValue());
            } catch (ProblemException e) {
                draft.problem(
                        "/errorReport/columns/" + i,
                        CatalogProblem.VALUE_INVALID,
                        "not a path of " + format.get().label());
            }
        }
    }

    /** An answer needs a place, and a question. */
    private static void answers(Draft draft, Surroundings around, Format format) {
        if (draft.root().path("ack").path("batch").asText().equals("none")) {
            return;
        }
        if (format != Format.HL7V2) {
            draft.problem("/ack/batch", CatalogProblem.VALUE_INVALID, "only for files of hl7v2");
        }
        draft.verbs().receives().stream()
                .flatMap(receive -> around.listener(receive.listener()).stream())
                .filter(listener ->
                        listener instanceof FileListener file && file.receipts().isEmpty())
                .forEach(listener -> draft.problem(
                        "/ack/batch",
                        CatalogProblem.VALUE_INVALID,
                        "without 'receipts' of the listener '" + listener.name() + "', where the answer would lie"));
    }
}
