package io.sluice.map;

import java.util.Map;
import java.util.Optional;

/** The tables that the mappings of an integration may name. Immutable. */
public record CodeTables(Map<String, CodeTable> byName) {

    public static final CodeTables NONE = new CodeTables(Map.of());

    public CodeTables {
        byName = Map.copyOf(byName);
    }

    public Optional<CodeTable> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
