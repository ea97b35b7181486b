package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.Ack;
import io.sluice.catalog.Duplicates;
import io.sluice.catalog.ErrorReport;
import io.sluice.catalog.FileRules;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Latency;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.Sla;
import io.sluice.catalog.Tier;
import io.sluice.catalog.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An integration from a draft without problems. */
final class IntegrationMapper {

    private IntegrationMapper() {}

    static Integration map(Draft draft, Tier tier) {
        var root = draft.root();
        return new Integration(
                draft.name(),
                root.get("version").textValue(),
                root.get("description").textValue(),
                Values.owner(root.get("owner")),
                tier.number(),
                tier,
                Word.of(Sensitivity.class, root.get("sensitivity").textValue()),
                Word.of(Latency.class, root.get("latency").textValue()),
                Values.text(root, "source"),
                format(draft),
                draft.accepts(),
                Values.textMap(root.get("fields")),
                Values.texts(root.get("orderBy")),
                Optional.ofNullable(root.get("duplicates")).map(IntegrationMapper::duplicates),
                Values.texts(root.get("businessKeys")),
                ack(root.get("ack")),
                Values.textMap(root.get("publishes")),
                Optional.ofNullable(root.get("sla")).map(IntegrationMapper::sla),
                Values.text(root, "target"),
                Values.text(root, "purpose"),
                reads(root.get("reads")),
                draft.folder(),
                draft.routes(),
                draft.mappings(),
                draft.tables(),
                draft.tests(),
                draft.verbs(),
                draft.operations(),
                files(root));
    }

    /** Events and what comes by HTTP are JSON; what arrives by MLLP, and whoever subscribes to it, works on HL7 v2. */
    static String format(Draft draft) {
        boolean events =
                draft.verbs().subscribes().stream().anyMatch(s -> !s.entities().isEmpty());
        boolean http =
                draft.verbs().receives().stream().anyMatch(r -> r.transport().equals("http"));
        return Values.text(draft.root(), "format").orElse(events || http ? "json" : "hl7v2");
    }

    private static FileRules files(JsonNode root) {
        return new FileRules(
                Values.layout(root.get("records")),
                Values.textMap(root.get("records").path("check")),
                Word.of(FileRules.OnMismatch.class, root.get("onMismatch").textValue()),
                Optional.ofNullable(root.get("maxRejected")).map(JsonNode::intValue),
                Optional.ofNullable(root.get("errorReport")).map(IntegrationMapper::errorReport),
                Word.of(
                        FileRules.BatchAnswer.class,
                        root.path("ack").path("batch").textValue()));
    }

    private static ErrorReport errorReport(JsonNode node) {
        return new ErrorReport(
                node.get("to").textValue(),
                Word.of(ErrorReport.When.class, node.get("when").textValue()),
                Values.duration(node.get("within")),
                Values.texts(node.get("columns")));
    }

    private static Duplicates duplicates(JsonNode node) {
        return new Duplicates(
                Values.texts(node.get("key")), Values.duration(node.get("window")), Values.texts(node.get("ignore")));
    }

    private static Ack ack(JsonNode node) {
        return new Ack(
                Word.of(Ack.When.class, node.get("when").textValue()),
                node.get("onUnaccepted").textValue(),
                node.get("onConflict").textValue(),
                Values.text(node, "type"),
                node.get("application").booleanValue());
    }

    private static Sla sla(JsonNode node) {
        return new Sla(
                Values.duration(node.get("complete")), node.get("objective").doubleValue());
    }

    private static Map<String, List<String>> reads(JsonNode node) {
        var reads = new LinkedHashMap<String, List<String>>();
        node.properties().forEach(e -> reads.put(e.getKey(), Values.texts(e.getValue())));
        return reads;
    }
}
