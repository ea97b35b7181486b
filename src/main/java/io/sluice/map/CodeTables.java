package io.sluice.map;

import io.sluice.catalog.FailMode;
import java.util.Map;
import java.util.Optional;

/**
 * The tables that the mappings of an integration may name. Immutable.
 *
 * @param whenAbsent what a mapping does that names another one
 */
public record CodeTables(Map<String, CodeTable> byName, FailMode whenAbsent) {

    public static final CodeTables NONE = new CodeTables(Map.of());

    public CodeTables {
        byName = Map.copyOf(byName);
    }

    /** A table that is not there is an error. */
    public CodeTables(Map<String, CodeTable> byName) {
        this(byName, FailMode.CLOSED);
    }

    public Optional<CodeTable> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
