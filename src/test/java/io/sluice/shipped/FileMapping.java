package io.sluice.shipped;

import io.sluice.contract.ArrayShape;
import io.sluice.contract.ContractCheck;
import io.sluice.contract.ShippedContracts;
import io.sluice.contract.Violation;
import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.map.CodeTable;
import io.sluice.map.CodeTables;
import io.sluice.map.MapContext;
import io.sluice.map.MapSource;
import io.sluice.map.Mapping;
import io.sluice.map.Mappings;
import io.sluice.map.UnmappedCode;
import java.io.ByteArrayInputStream;
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
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/** A mapping of an integration that takes files, with the layout of its files and the contract of what it makes. */
final class FileMapping {

    private static final Path SHIPPED = Path.of("src/main/resources/routes");

    private static final Instant RECEIVED = Instant.parse("2026-01-15T08:30:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Map<String, Object> integration;
    private final Mapping mapping;
    private final ContractCheck check;
    private final ArrayShape shape;
    private final List<UnmappedCode> unmapped = new ArrayList<>();

    FileMapping(String name, String mapping, String entity) {
        var folder = folder(name);
        this.integration = new Yaml().load(ShippedMapping.read(folder.resolve("integration.yaml")));
        this.mapping = Mappings.compile(
                mapping + ".jsonata",
                ShippedMapping.read(folder.resolve(mapping + ".jsonata")),
                tables(folder.resolve("tables")));
        this.check = ContractCheck.compile(ShippedContracts.read(entity));
        this.shape = check.shape();
    }

    static Path folder(String integration) {
        return SHIPPED.resolve(integration);
    }

    private static CodeTables tables(Path folder) {
        var tables = new HashMap<String, CodeTable>();
        add(SHIPPED.resolve("../tables"), tables);
        add(folder, tables);
        return new CodeTables(tables);
    }

    private static void add(Path folder, Map<String, CodeTable> tables) {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                files.forEach(file -> {
                    var name = file.getFileName().toString().replace(".csv", "");
                    tables.put(
                            name, CodeTable.read(name, ShippedMapping.read(file).getBytes(StandardCharsets.UTF_8)));
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> records() {
        var records = new HashMap<>((Map<String, Object>) integration.getOrDefault("records", Map.of()));
        records.remove("check");
        return records;
    }

    @SuppressWarnings("unchecked")
    Map<String, String> totals() {
        return (Map<String, String>) ((Map<String, Object>) integration.get("records")).get("check");
    }

    RecordLayout layout() {
        return Layouts.of(Format.of((String) integration.get("format")).orElseThrow(), records());
    }

    /** The events of all details of a file, as they would be published. */
    List<Object> events(byte[] file) {
        var events = new ArrayList<>();
        try (RecordReader reader = layout().read(new ByteArrayInputStream(file))) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get().role() == RecordRole.DETAIL) {
                    events.addAll(events(next.get().content()));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return events;
    }

    private List<Object> events(Content record) {
        var result = mapping.run(new MapContext(MapSource.of(record), RECEIVED, ZONE));
        unmapped.addAll(result.worklist());
        var events = new ArrayList<>();
        for (Object event : result.tree() instanceof List<?> list ? list : List.of(result.tree())) {
            events.add(shape.apply(event));
        }
        return events;
    }

    /** Codes that no table knew, so far. */
    List<UnmappedCode> unmapped() {
        return List.copyOf(unmapped);
    }

    List<Violation> violations(Object event) {
        return check.validateTree(event);
    }
}
