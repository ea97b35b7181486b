package io.sluice.engine.table;

import io.sluice.map.CodeTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an import changes, by key.
 *
 * @param version of the table as imported
 * @param before version of the one in force
 * @param added keys that were not there
 * @param changed keys with other translations or days
 * @param removed keys that are not there any more
 */
public record TableChange(
        String version, String before, int rows, List<String> added, List<String> changed, List<String> removed) {

    static TableChange of(CodeTable was, CodeTable now) {
        Map<String, List<Map<String, String>>> older = byKey(was);
        Map<String, List<Map<String, String>>> newer = byKey(now);
        Set<String> added = new LinkedHashSet<>(newer.keySet());
        added.removeAll(older.keySet());
        Set<String> removed = new LinkedHashSet<>(older.keySet());
        removed.removeAll(newer.keySet());
        List<String> changed = newer.keySet().stream()
                .filter(key -> older.containsKey(key) && !older.get(key).equals(newer.get(key)))
                .toList();
        return new TableChange(
                now.version(), was.version(), now.rows().size(), List.copyOf(added), changed, List.copyOf(removed));
    }

    private static Map<String, List<Map<String, String>>> byKey(CodeTable table) {
        Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
        for (List<String> values : table.rows()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 1; i < values.size(); i++) {
                row.put(table.header().get(i), values.get(i));
            }
            rows.computeIfAbsent(values.getFirst(), key -> new ArrayList<>()).add(row);
        }
        return rows;
    }
}
