package io.sluice.map;

import io.sluice.message.NormalisedCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mapping that brings the fields it names into one form and keeps everything else: {@code *.normalise.yaml}. Done
 * twice it is as done once. What cannot be brought into the form stays as it came, and is counted.
 */
record NormaliseMapping(String name, List<NormaliseStep> steps, MapOptions options) implements Mapping {

    static NormaliseMapping compile(String name, String source, CodeTables tables, MapOptions options) {
        return new NormaliseMapping(name, new NormaliseReader(name, tables).read(source), options);
    }

    @Override
    public MapResult run(MapContext context) {
        long start = System.nanoTime();
        LocalDate day = LocalDate.ofInstant(context.receivedAt(), context.zone());
        Object tree = context.source().tree();
        List<NormalisedCount> counts = new ArrayList<>();
        Map<String, String> tables = new TreeMap<>();
        for (NormaliseStep step : steps) {
            NormaliseStep.Pass pass = step.new Pass(day);
            tree = pass.through(tree);
            counts.add(pass.count());
            if (step.rule() instanceof CodeRule code) {
                tables.put(code.table().name(), code.table().version());
            }
        }
        byte[] bytes = options.output().fromTree(tree);
        return new MapResult(bytes, tree, new TableUse(tables, List.of()), counts, (System.nanoTime() - start) / 1000);
    }
}
