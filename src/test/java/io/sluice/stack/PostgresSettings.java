package io.sluice.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/** How PostgreSQL is tuned for a small machine that also carries the engine. Durability is never traded. */
final class PostgresSettings {

    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("fsync", "on");
        ALL.put("synchronous_commit", "on");
        ALL.put("full_page_writes", "on");

        ALL.put("listen_addresses", "127.0.0.1");
        ALL.put("unix_socket_directories", "");
        // A whole test run shares one server: engines under test, ledgers by the dozen, each with connections of its
        // own.
        ALL.put("max_connections", "200");
        ALL.put("timezone", "UTC");
        ALL.put("log_timezone", "UTC");

        ALL.put("shared_buffers", "128MB");
        ALL.put("work_mem", "8MB");
        ALL.put("maintenance_work_mem", "64MB");
        ALL.put("wal_buffers", "16MB");
        // Few, spread-out checkpoints: each one makes the next commits write whole pages again.
        ALL.put("max_wal_size", "2GB");
        ALL.put("min_wal_size", "256MB");
        ALL.put("checkpoint_timeout", "15min");
        ALL.put("checkpoint_completion_target", "0.9");
        ALL.put("max_parallel_workers_per_gather", "0");
        ALL.put("jit", "off");
        // Queue tables turn over quickly; the default of one minute lets them bloat.
        ALL.put("autovacuum_naptime", "15s");

        // A failed statement or a violated key would otherwise be logged with its values, which are patients' data.
        ALL.put("log_error_verbosity", "terse");
        ALL.put("log_min_error_statement", "panic");
        ALL.put("log_parameter_max_length", "0");
        ALL.put("log_parameter_max_length_on_error", "0");
    }

    /**
     * Beside those, where databases live for seconds and by the hundred: autovacuum would start ten processes a second
     * to go round all of them, and connections come and go too often to hash a random password 4096 times for each.
     */
    static final Map<String, String> TEMPORARY = Map.of("autovacuum", "off", "scram_iterations", "1");

    private PostgresSettings() {}
}
