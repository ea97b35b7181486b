package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.WritableLayout;
import io.sluice.message.FileProblem;
import io.sluice.message.ProblemException;
import java.util.List;

/** What a schema cannot say about an endpoint whose files hold many deliveries. */
final class BatchChecks {

    private final YamlDocument document;
    private final String endpoint;
    private final List<FileProblem> problems;

    private BatchChecks(YamlDocument document, String endpoint, List<FileProblem> problems) {
        this.document = document;
        this.endpoint = endpoint;
        this.problems = problems;
    }

    static void check(YamlDocument document, String endpoint, JsonNode node, List<FileProblem> problems) {
        new BatchChecks(document, endpoint, problems).check(node);
    }

    private void check(JsonNode node) {
        var batch = node.path("batch");
        if (batch.isMissingNode()) {
            for (String key : new String[] {"format", "records"}) {
                if (node.has(key) && node.path("transport").asText().equals("file")) {
                    missing("", "'batch', without which '" + key + "' says nothing");
                }
            }
            return;
        }
        boolean times = !batch.path("closeAt").isEmpty();
        if (!times && !batch.has("count") && !batch.has("size")) {
            missing("/batch", "one of 'closeAt', 'count' and 'size'");
        }
        if (!times && batch.path("whenEmpty").asText().equals("header")) {
            missing("/batch", "'closeAt': without it there is no time at which nothing is to go out");
        }
        if (node.path("format").asText().equals("x12")
                && batch.path("whenEmpty").asText().equals("header")) {
            invalid("/batch/whenEmpty", "possible for x12: an interchange of nothing names no partners");
        }
        content(node, batch);
    }

    private void content(JsonNode node, JsonNode batch) {
        boolean zip = node.path("pack").asText().equals("zip");
        if (node.has("format") == batch.has("entry")) {
            missing("/batch", "one of 'format' beside it, and 'entry' in it");
        } else if (batch.has("entry") && !zip) {
            missing("", "'pack: zip', in which each delivery is an entry");
        } else if (node.has("format")) {
            layout(node);
        }
    }

    private void layout(JsonNode node) {
        var format = Format.of(node.get("format").textValue()).orElseThrow();
        try {
            if (!(Layouts.of(format, Values.layout(node.path("records"))) instanceof WritableLayout)) {
                invalid("/format", "a format in which files can be written");
            }
        } catch (ProblemException e) {
            invalid(node.has("records") ? "/records" : "", "a layout of " + format.label() + ": " + e.where());
        }
    }

    private void missing(String below, String what) {
        problems.add(document.problem(endpoint + below, CatalogProblem.KEY_MISSING, what));
    }

    private void invalid(String below, String expected) {
        problems.add(document.problem(endpoint + below, CatalogProblem.VALUE_INVALID, "not " + expected));
    }
}
