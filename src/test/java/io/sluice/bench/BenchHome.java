package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The benchmark's own systems and integrations, each with the mappings and tables of one that ships. */
final class BenchHome {

    private static final Path OWN = Path.of("src/test/resources/bench");
    private static final Path SHIPPED = Path.of("src/main/resources/routes");
    private static final Map<String, String> LIKE = Map.of(
            "bench-adt", "admissions",
            "bench-items", "erp-item-master",
            "bench-remittances", "payer-remittances",
            "bench-bookings", "saas-appointments",
            "bench-patients", "partner-patients");

    private BenchHome() {}

    static Path make(Path folder) throws IOException {
        Path home = folder.resolve("home").toAbsolutePath();
        copy(OWN, home, "");
        for (Map.Entry<String, String> integration : LIKE.entrySet()) {
            Path shipped = SHIPPED.resolve(integration.getValue());
            Path own = home.resolve("routes").resolve(integration.getKey());
            copy(shipped, own, ".jsonata");
            copy(shipped, own, ".csv");
            Path api = shipped.resolve(integration.getValue() + ".openapi.yaml");
            if (Files.exists(api)) {
                Files.copy(api, own.resolve(integration.getKey() + ".openapi.yaml"));
            }
        }
        entityOfItsOwn(home);
        return home;
    }

    /** The contract of the items under another name: those who subscribe to items are no part of what is measured. */
    private static void entityOfItsOwn(Path home) throws IOException {
        Path contract = Path.of("src/main/resources/contracts/inventory-item/1.0.0.odcs.yaml");
        Path own = home.resolve("contracts/bench-item/1.0.0.odcs.yaml");
        Files.createDirectories(own.getParent());
        Files.writeString(
                own,
                Files.readString(contract)
                        .replace("inventory-item", "bench-item")
                        .replace("InventoryItem", "BenchItem"));
    }

    private static void copy(Path from, Path to, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(
                            f -> Files.isRegularFile(f) && f.toString().endsWith(ending))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
