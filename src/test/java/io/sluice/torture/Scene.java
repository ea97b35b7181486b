package io.sluice.torture;

import io.sluice.stack.Database;
import io.sluice.stack.Ports;
import io.sluice.stack.PrivateStack;
import io.sluice.torture.Evidence.Applied;
import io.sluice.torture.Evidence.Balance;
import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One engine with a ledger of its own, its senders and receivers. The engine may die and be started again; the rest
 * stays. What is written goes to one folder, the engine's log among it.
 */
final class Scene implements AutoCloseable {

    private static final Duration SEND_LIMIT = Duration.ofSeconds(60);
    private static final Duration DIES_WITHIN = Duration.ofSeconds(60);

    /** Longer than any retry of the shipped tiers that these tests provoke. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(20);

    /** What an inpatient's update leads to with the integrations that ship. */
    private static final Map<String, List<String>> OWED = owed();

    private final PrivateStack stack;
    private final Path folder;
    private final Database database;
    private final LedgerTables tables;
    private final Targets targets;
    private final Administration administration;
    private final int mllpPort;
    private final EngineProcess engine;
    private final List<Hospital> hospitals = new ArrayList<>();
    private int deaths;

    /** @param name of its folder below {@code target/torture}; what an earlier run left there is deleted */
    Scene(PrivateStack stack, String name) throws IOException {
        this(stack, name, Map.of());
    }

    /** @param settings further ones of the engine, by environment variable */
    Scene(PrivateStack stack, String name, Map<String, String> settings) throws IOException {
        folder = Path.of("target", "torture", name);
        Folders.delete(folder);
        this.stack = stack;
        database = stack.addresses().freshDatabase();
        tables = new LedgerTables(database);
        targets = new Targets(folder);
        mllpPort = Ports.free();
        int httpPort = Ports.free();
        administration = new Administration(httpPort, folder.resolve(EngineProcess.DATA));
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "SLUICE_HTTP_PORT", Integer.toString(httpPort),
                "SLUICE_ERP_PORT", Integer.toString(targets.erpPort()),
                "SLUICE_LEGACY_PORT", Integer.toString(targets.labPort()),
                "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                "QUARKUS_DATASOURCE_USERNAME", database.username(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "KAFKA_BOOTSTRAP_SERVERS", stack.addresses().bootstrapServers()));
        engine = new EngineProcess(folder, mllpPort, environment);
    }

    private static Map<String, List<String>> owed() {
        Map<String, List<String>> owed = new LinkedHashMap<>();
        owed.put("admissions", List.of(Topics.PATIENT, Topics.ENCOUNTER));
        owed.put("patient-to-erp", List.of(Targets.CUSTOMERS));
        owed.put("adt-to-lab", List.of(Targets.LAB));
        return owed;
    }

    EngineProcess engine() {
        return engine;
    }

    PrivateStack stack() {
        return stack;
    }

    Database database() {
        return database;
    }

    /** What engine and simulators write. */
    Path folder() {
        return folder;
    }

    int mllpPort() {
        return mllpPort;
    }

    /** The ledger, past the engine. */
    LedgerTables tables() {
        return tables;
    }

    Targets targets() {
        return targets;
    }

    Administration administration() {
        return administration;
    }

    /** Senders whose patients are those of no other hospital of this scene. */
    Hospital hospital() {
        Hospital hospital = new Hospital("H" + hospitals.size(), mllpPort);
        hospitals.add(hospital);
        return hospital;
    }

    /** {@code kill -9}. */
    void kill() {
        deaths++;
        engine.kill();
    }

    /** Waits until the engine has died at the place that it was started with. False when it goes on living. */
    boolean dies() {
        deaths++;
        return engine.diesWithin(DIES_WITHIN);
    }

    /** Lets the senders come to their end and the engine do what it can do by itself; then looks at everything. */
    Evidence settle() {
        return settle(DRAIN_PATIENCE);
    }

    /** @param patience how long the engine may do nothing while there is still something to do */
    Evidence settle(Duration patience) {
        List<Sent> sent = new ArrayList<>();
        for (Hospital hospital : hospitals) {
            if (!hospital.join(SEND_LIMIT)) {
                hospital.close();
            }
            sent.addAll(hospital.sent());
        }
        drain(patience);
        Map<String, List<Applied>> applied =
                new HashMap<>(new Topics(stack.addresses().bootstrapServers()).read(tables.messages()));
        applied.put(Targets.CUSTOMERS, targets.customers());
        applied.put(Targets.LAB, targets.lab());
        Set<String> erp = targets.requested();
        return new Evidence(
                sent,
                tables.told(),
                OWED,
                applied,
                Map.of(Targets.CUSTOMERS, erp, CrossingTargets.ONCE, erp, Targets.LAB, targets.labRequested()),
                tables.effects(),
                balances(),
                deaths);
    }

    /** @param patience how long the engine may do nothing while there is still something to do */
    void drain(Duration patience) {
        new Drain(tables).await(patience);
    }

    private List<Balance> balances() {
        Map<String, Map<String, Long>> counted = tables.runs();
        List<Balance> balances = new ArrayList<>();
        administration.balance().forEach((integration, line) -> {
            Long received = line.remove("received");
            balances.add(new Balance(
                    integration, received == null ? 0 : received, line, counted.getOrDefault(integration, Map.of())));
        });
        return balances;
    }

    @Override
    public void close() throws IOException {
        hospitals.forEach(Hospital::close);
        engine.close();
        targets.close();
    }
}
