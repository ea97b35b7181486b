package io.sluice.catalog.read;

import java.util.Set;

/** The shape of a source: the same in the jar and in {@code SLUICE_HOME}. */
final class Layout {

    static final String ROUTES = "routes/";
    static final String SYSTEMS = "systems/";
    static final String CONTRACTS = "contracts/";
    static final String ENVIRONMENTS = "environments/";
    static final String TABLES = "tables/";
    static final String TIERS = "tiers.yaml";
    static final String INTEGRATION = "integration.yaml";

    static final Set<String> FOLDERS = Set.of(ROUTES, SYSTEMS, CONTRACTS, ENVIRONMENTS, TABLES);

    private Layout() {}

    static boolean belongs(String path) {
        return path.equals(TIERS) || FOLDERS.stream().anyMatch(path::startsWith);
    }

    /** The name of a file without its folders and the given extension. */
    static String name(String path, String extension) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - extension.length());
    }
}
