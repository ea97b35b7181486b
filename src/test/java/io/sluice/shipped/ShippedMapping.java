package io.sluice.shipped;

import io.sluice.contract.ArrayShape;
import io.sluice.contract.ContractCheck;
import io.sluice.contract.ShippedContracts;
import io.sluice.contract.Violation;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.map.CodeTable;
import io.sluice.map.CodeTables;
import io.sluice.map.MapContext;
import io.sluice.map.MapSource;
import io.sluice.map.Mapping;
import io.sluice.map.Mappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A mapping of a shipped integration with its code tables, and the contract of what it makes. */
final class ShippedMapping {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Instant RECEIVED = Instant.parse("2026-01-15T08:30:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Mapping mapping;
    private final ContractCheck check;
    private final ArrayShape shape;

    ShippedMapping(String integration, String name, String entity) {
        var file = name + ".jsonata";
        this.mapping = Mappings.compile(
                file, read(RESOURCES.resolve("routes").resolve(integration).resolve(file)), tables(integration));
        this.check = ContractCheck.compile(ShippedContracts.read(entity));
        this.shape = check.shape();
    }

    /** The events, as they would be published. */
    List<Object> events(Hl7Message message) {
        var tree = mapping.run(new MapContext(MapSource.of(message), RECEIVED, ZONE))
                .tree();
        var events = new ArrayList<>();
        for (Object event : tree instanceof List<?> list ? list : List.of(tree)) {
            events.add(shape.apply(event));
        }
        return events;
    }

    Map<?, ?> first(Hl7Message message) {
        return (Map<?, ?>) events(message).getFirst();
    }

    List<Violation> violations(Object event) {
        return check.validateTree(event);
    }

    private static CodeTables tables(String integration) {
        var tables = new HashMap<String, CodeTable>();
        addTables(RESOURCES.resolve("tables"), tables);
        addTables(RESOURCES.resolve("routes").resolve(integration).resolve("tables"), tables);
        return new CodeTables(tables);
    }

    private static void addTables(Path folder, Map<String, CodeTable> tables) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            files.forEach(file -> {
                var name = file.getFileName().toString().replace(".csv", "");
                tables.put(name, CodeTable.read(name, read(file).getBytes(StandardCharsets.UTF_8)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
