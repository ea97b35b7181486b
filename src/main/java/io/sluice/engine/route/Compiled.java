package io.sluice.engine.route;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Control;
import io.sluice.catalog.Integration;
import io.sluice.catalog.TextFile;
import io.sluice.format.Format;
import io.sluice.map.CodeTable;
import io.sluice.map.CodeTables;
import io.sluice.map.MapLimits;
import io.sluice.map.MapOptions;
import io.sluice.map.Mapping;
import io.sluice.map.Mappings;
import io.sluice.map.Shaping;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mappings of an integration, compiled with its code tables. To JSON at once, so that a mistake refuses it at
 * start.
 */
final class Compiled {

    private final Map<String, TextFile> files;
    private final CodeTables tables;
    private final Map<String, Mapping> json = new LinkedHashMap<>();
    private final Map<String, Mapping> written = new ConcurrentHashMap<>();

    private Compiled(Map<String, TextFile> files, CodeTables tables) {
        this.files = files;
        this.tables = tables;
        files.forEach((name, file) -> json.put(name, Mappings.compile(fileName(file), file.text(), tables)));
    }

    /** @throws io.sluice.map.MapException with the place in the mapping or table */
    static Compiled of(Catalog catalog, Integration integration) {
        Map<String, CodeTable> tables = new LinkedHashMap<>();
        Map<String, TextFile> files = new LinkedHashMap<>(catalog.tables());
        files.putAll(integration.tables());
        files.forEach((name, file) ->
                tables.put(name, CodeTable.read(name, file.text().getBytes(StandardCharsets.UTF_8))));
        return new Compiled(
                integration.mappings(),
                new CodeTables(tables, integration.tier().failModes().of(Control.CODES)));
    }

    boolean table(String name) {
        return tables.find(name).isPresent();
    }

    Optional<Mapping> find(String name, Format output) {
        if (output == Format.JSON || !files.containsKey(name)) {
            return Optional.ofNullable(json.get(name));
        }
        MapOptions options = new MapOptions(output, Shaping.asMapped(), MapLimits.DEFAULT);
        return Optional.of(written.computeIfAbsent(
                output.label() + " " + name,
                key -> Mappings.compile(
                        fileName(files.get(name)), files.get(name).text(), tables, options)));
    }

    private static String fileName(TextFile file) {
        return file.file().substring(file.file().lastIndexOf('/') + 1);
    }
}
