package io.sluice.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an installation sets, prefix {@code sluice}; as environment variables {@code SLUICE_HOME}, {@code SLUICE_DATA},
 * ...
 */
@ConfigMapping(prefix = "sluice")
public interface EngineSettings {

    /** Folder with routes, systems, contracts, ... that stands beside what ships; none: what ships only. */
    Optional<Path> home();

    /** Folder of keys, tokens and local data. */
    @WithDefault(".sluice")
    Path data();

    /** Name of this node, for people. */
    @WithDefault("node-1")
    String node();

    /** Threads that carry runs. */
    @WithDefault("2")
    int runThreads();

    Kafka kafka();

    Replay replay();

    /**
     * Faults on purpose, by the tests that show that they are found; read as system properties, refused in production.
     */
    Map<String, String> test();

    /** What one person may do alone. */
    interface Replay {

        /** A replay of more targets than this is started by another operator than the one who planned it. */
        @WithDefault("1000")
        int mostAlone();
    }

    /** The canonical topics that this engine makes when they are missing. */
    interface Kafka {

        @WithDefault("3")
        int partitions();

        @WithDefault("1")
        short replication();

        /** Entities whose topics carry plain JSON, already reduced by policy; the others are sealed. */
        Optional<Set<String>> shared();

        /** Further client settings, for example {@code sluice.kafka.client."security.protocol"=SASL_SSL}. */
        Map<String, String> client();
    }
}
