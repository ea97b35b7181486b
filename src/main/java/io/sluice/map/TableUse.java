package io.sluice.map;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a mapping had of its code tables.
 *
 * @param versions name to version of the tables that it looked into
 * @param unmapped codes that they do not have, each once, in the order of their use; those that failed or held the
 *     message too
 */
public record TableUse(Map<String, String> versions, List<UnmappedCode> unmapped) {

    public static final TableUse NONE = new TableUse(Map.of(), List.of());

    public TableUse {
        versions = Map.copyOf(versions);
        unmapped = List.copyOf(unmapped);
    }

    TableUse and(TableUse other) {
        if (other.equals(NONE)) {
            return this;
        }
        Map<String, String> all = new TreeMap<>(versions);
        all.putAll(other.versions);
        List<UnmappedCode> codes = new java.util.ArrayList<>(unmapped);
        other.unmapped.stream().filter(code -> !codes.contains(code)).forEach(codes::add);
        return new TableUse(all, codes);
    }
}
