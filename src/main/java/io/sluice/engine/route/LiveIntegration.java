package io.sluice.engine.route;

import io.sluice.catalog.Integration;
import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordRole;
import io.sluice.map.Mapping;
import io.sluice.message.ProblemCode.Category;
import io.sluice.policy.Projection;
import io.sluice.receive.Fields;
import io.sluice.receive.RecordContext;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * An integration whose routes run, prepared so that a run only looks things up. A run keeps the one with which it
 * started.
 *
 * @param reads by entity, what of an event may arrive
 * @param fields the places of its messages; of a subscriber to events they are read from the event itself
 * @param records how the records of the files are told apart that it works on
 * @param owners by class of cause and hop the team that answers for it
 * @param charset that its listener declares for messages which name none
 * @param answers what holds for the answers of its operations, by name
 */
public record LiveIntegration(
        Integration config,
        Compiled mappings,
        Map<String, Projection> reads,
        Fields fields,
        Optional<RecordLayout> records,
        Optional<Charset> charset,
        Map<String, AnswerRules> answers,
        BiFunction<Category, String, String> owners) {

    private static final Projection NOTHING = Projection.of(List.of());

    public LiveIntegration {
        reads = Map.copyOf(reads);
        answers = Map.copyOf(answers);
    }

    static LiveIntegration of(
            Integration config,
            Compiled mappings,
            Optional<RecordLayout> records,
            Optional<Charset> charset,
            Map<String, AnswerRules> answers,
            BiFunction<Category, String, String> owners) {
        Map<String, Projection> reads = new HashMap<>();
        config.reads().forEach((entity, paths) -> reads.put(entity, Projection.of(paths)));
        return new LiveIntegration(config, mappings, reads, Fields.of(config), records, charset, answers, owners);
    }

    /** The same with mappings that were compiled with other tables. */
    LiveIntegration with(Integration next, Compiled compiled) {
        return new LiveIntegration(next, compiled, reads, fields, records, charset, answers, owners);
    }

    /**
     * @param headers by which a record of a file is read as it was within its file
     * @throws io.sluice.message.ProblemException when the bytes are not of the integration's format
     */
    public Content parse(byte[] message, Map<String, String> headers) {
        if (records.isPresent()) {
            return records.get().parser(RecordContext.of(headers)).parse(RecordRole.DETAIL, message);
        }
        return Format.of(config.format()).orElseThrow().parse(message, charset);
    }

    /** Who answers for what stopped a run in a hop. */
    public String owner(Category cause, String hop) {
        return owners.apply(cause, hop);
    }

    /** What of an entity's events may arrive; nothing when the integration does not say. */
    public Projection reads(String entity) {
        return reads.getOrDefault(entity, NOTHING);
    }

    public Optional<Mapping> mapping(String name, Format output) {
        return mappings.find(name, output);
    }

    /** Whether its mappings find a code table of that name. */
    public boolean table(String name) {
        return mappings.table(name);
    }

    /** Version of a mapping that exists. */
    public String version(String mapping) {
        return config.mappings().get(mapping).version();
    }
}
