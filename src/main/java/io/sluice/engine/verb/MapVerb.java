package io.sluice.engine.verb;

import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Control;
import io.sluice.catalog.FailMode;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.run.RunScope;
import io.sluice.format.Format;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.ledger.RunResult;
import io.sluice.map.MapContext;
import io.sluice.map.MapException;
import io.sluice.map.MapResult;
import io.sluice.map.MapSource;
import io.sluice.map.Mapping;
import io.sluice.map.TableUse;
import io.sluice.map.UnmappedCode;
import io.sluice.message.NormalisedCount;
import io.sluice.message.ProblemException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/**
 * {@code map:<name>[?output=hl7v2]}: the body becomes what the mapping makes of it: a tree for JSON, bytes for any
 * other output and for {@code *.edit.yaml}.
 */
public final class MapVerb implements Verb {

    private final CatalogHolder catalogs;

    public MapVerb(CatalogHolder catalogs) {
        this.catalogs = catalogs;
    }

    @Override
    public void apply(RunScope scope, String name, Map<String, Object> options, Exchange exchange) {
        Format output = Format.of(String.valueOf(options.getOrDefault("output", "json")))
                .orElseThrow(() -> new ProblemException(EngineProblem.UNKNOWN_FORMAT, "map:" + name));
        Mapping mapping = scope.integration()
                .mapping(name, output)
                .orElseThrow(() -> new ProblemException(EngineProblem.UNKNOWN_MAPPING, "map:" + name));
        Object body = exchange.getIn().getBody();
        MapSource source = source(scope, body, name);
        Object parent = source == scope.source() ? null : scope.source().tree();
        String version = scope.integration().version(name);
        scope.version("mapping:" + name, version);
        MapResult result;
        try {
            result = mapping.run(new MapContext(
                    source,
                    scope.run().receivedAt(),
                    zone(scope),
                    parent,
                    exchange.getIn().getHeaders()));
        } catch (MapException failed) {
            note(scope, version, failed.tables(), List.of());
            throw failed;
        }
        exchange.getIn().setBody(tree(mapping, output) ? result.tree() : result.bytes());
        note(scope, version, result.tables(), result.normalised());
        if (result.worklist().stream().anyMatch(code -> !scope.integration().table(code.table()))) {
            FailMode mode = scope.integration().config().tier().failModes().of(Control.CODES);
            scope.flag(mode.flag(Control.CODES));
        }
    }

    /** Versions and counts for the hop; the codes themselves, which may be content, for the worklist only. */
    private static void note(RunScope scope, String version, TableUse tables, List<NormalisedCount> normalised) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("version", version);
        tables.versions().forEach((table, used) -> {
            scope.version("table:" + table, used);
            detail.put("table:" + table, used);
        });
        Map<String, Integer> missing = new TreeMap<>();
        for (UnmappedCode code : tables.unmapped()) {
            missing.merge(code.table(), 1, Integer::sum);
            scope.unmapped(new RunResult.Unmapped(code.table(), code.at(), code.code()));
        }
        if (!missing.isEmpty()) {
            detail.put("unmapped", missing.toString());
        }
        normalised.forEach(count -> count.addTo(detail));
        scope.note(detail);
    }

    private static boolean tree(Mapping mapping, Format output) {
        return output == Format.JSON && !mapping.name().endsWith(".edit.yaml");
    }

    private static MapSource source(RunScope scope, Object body, String name) {
        if (body == scope.subject().body()) {
            return scope.source();
        }
        return switch (body) {
            case Map<?, ?> tree -> MapSource.ofTree(tree);
            case List<?> tree -> MapSource.ofTree(tree);
            case Hl7Message message -> MapSource.of(message);
            case byte[] bytes -> MapSource.of(bytes, Format.HL7V2);
            case null, default -> throw new ProblemException(EngineProblem.NOTHING_TO_MAP, "map:" + name);
        };
    }

    /** Of the system that sent the message, whose times have no offset. */
    private ZoneId zone(RunScope scope) {
        ConnectedSystem sender = catalogs.current().systems().get(scope.run().system());
        return sender == null ? ZoneOffset.UTC : sender.zone();
    }
}
