package io.sluice.receive;

import io.sluice.catalog.Accepts;
import io.sluice.catalog.Ack;
import io.sluice.catalog.Breaker;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Duplicates;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.FileRules;
import io.sluice.catalog.Identity;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Latency;
import io.sluice.catalog.Limits;
import io.sluice.catalog.Listener;
import io.sluice.catalog.MllpListener;
import io.sluice.catalog.Owner;
import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.Tier;
import io.sluice.catalog.Tls;
import io.sluice.catalog.Verbs;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small catalogue for tests of the door: system {@code ehr} with listener {@code ehr}; {@code admissions} takes ADT
 * in any version, {@code results} takes ORU^R01 of version 2.5 and later 2.5.x, {@code adt-to-lab} subscribes to the
 * messages of admissions. Made by steps that return a changed copy.
 */
public record DoorCatalog(MllpListener listener, Identity identity, Ack ack) {

    private static final Owner OWNER = new Owner("Patient Access", "patient-access@example.org");

    public static DoorCatalog standard() {
        MllpListener listener = new MllpListener(
                "ehr",
                "ehr",
                "127.0.0.1",
                0,
                Optional.empty(),
                16 << 20,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                1000,
                StandardCharsets.UTF_8,
                ZoneOffset.UTC);
        return new DoorCatalog(listener, Identity.ANY, Ack.DEFAULT);
    }

    public DoorCatalog port(int port) {
        MllpListener l = listener;
        MllpListener other = new MllpListener(
                l.name(),
                l.system(),
                l.host(),
                port,
                l.tls(),
                l.frameLimit(),
                l.frameDeadline(),
                l.idleTimeout(),
                l.maxConnections(),
                l.charset(),
                l.zone());
        return new DoorCatalog(other, identity, ack);
    }

    public DoorCatalog frameLimit(int bytes) {
        MllpListener l = listener;
        return listener(l, l.tls(), bytes, l.frameDeadline(), l.idleTimeout(), l.maxConnections(), l.charset());
    }

    public DoorCatalog frameDeadline(Duration deadline) {
        MllpListener l = listener;
        return listener(l, l.tls(), l.frameLimit(), deadline, l.idleTimeout(), l.maxConnections(), l.charset());
    }

    public DoorCatalog idleTimeout(Duration idle) {
        MllpListener l = listener;
        return listener(l, l.tls(), l.frameLimit(), l.frameDeadline(), idle, l.maxConnections(), l.charset());
    }

    public DoorCatalog maxConnections(int max) {
        MllpListener l = listener;
        return listener(l, l.tls(), l.frameLimit(), l.frameDeadline(), l.idleTimeout(), max, l.charset());
    }

    public DoorCatalog charset(Charset charset) {
        MllpListener l = listener;
        return listener(l, l.tls(), l.frameLimit(), l.frameDeadline(), l.idleTimeout(), l.maxConnections(), charset);
    }

    public DoorCatalog tls(Tls tls) {
        MllpListener l = listener;
        return listener(
                l,
                Optional.of(tls),
                l.frameLimit(),
                l.frameDeadline(),
                l.idleTimeout(),
                l.maxConnections(),
                l.charset());
    }

    public DoorCatalog identity(Identity other) {
        return new DoorCatalog(listener, other, ack);
    }

    public DoorCatalog ack(String onUnaccepted, String onConflict, String type) {
        Ack other = new Ack(Ack.When.STORED, onUnaccepted, onConflict, Optional.ofNullable(type), false);
        return new DoorCatalog(listener, identity, other);
    }

    private DoorCatalog listener(
            MllpListener l, Optional<Tls> tls, int limit, Duration deadline, Duration idle, int max, Charset charset) {
        MllpListener other = new MllpListener(
                l.name(), l.system(), l.host(), l.port(), tls, limit, deadline, idle, max, charset, l.zone());
        return new DoorCatalog(other, identity, ack);
    }

    public Catalog build() {
        Map<String, Listener> listeners = Map.of(listener.name(), listener);
        ConnectedSystem ehr = new ConnectedSystem(
                "ehr", "Hospital EHR", OWNER, ZoneOffset.UTC, identity, List.of(), Limits.NONE, listeners, Map.of());
        Map<String, Integration> integrations = new LinkedHashMap<>();
        integrations.put("admissions", admissions());
        integrations.put("results", results());
        integrations.put("adt-to-lab", subscriber());
        return new Catalog(
                "local", integrations, Map.of(), Map.of(), Map.of("ehr", ehr), Map.of(), Map.of(), Map.of(), List.of());
    }

    private Integration admissions() {
        return integration(
                "admissions",
                new Accepts(List.of("ADT^A*"), List.of()),
                Map.of("mrn", "PID-3[5=MR]-1", "visit", "PV1-19-1"),
                List.of("mrn", "MRG-1-1"),
                List.of("mrn", "visit"),
                receives());
    }

    private Integration results() {
        return integration(
                "results",
                new Accepts(List.of("ORU^R01"), List.of("2.5", "2.5.*")),
                Map.of("mrn", "PID-3-1"),
                List.of("mrn"),
                List.of("mrn"),
                receives());
    }

    private Integration subscriber() {
        var subscribe = new Verbs.Subscribe(Set.of(), Set.of("admissions"), "adt-to-lab.camel.yaml", 3);
        return integration(
                "adt-to-lab",
                Accepts.ALL,
                Map.of("visit", "PV1-19-1"),
                List.of("visit"),
                List.of(),
                new Verbs(List.of(), List.of(subscribe), List.of(), List.of(), List.of()));
    }

    private static Verbs receives() {
        var receive = new Verbs.Receive("mllp", "ehr", "route.camel.yaml", 3);
        return new Verbs(List.of(receive), List.of(), List.of(), List.of(), List.of());
    }

    private Integration integration(
            String name,
            Accepts accepts,
            Map<String, String> fields,
            List<String> orderBy,
            List<String> businessKeys,
            Verbs verbs) {
        var duplicates = new Duplicates(List.of("MSH-3", "MSH-4", "MSH-10"), Duration.ofDays(30), List.of("MSH-7"));
        return new Integration(
                name,
                "1.0.0",
                "for tests of the door",
                OWNER,
                1,
                tier(),
                Sensitivity.PHI,
                Latency.REAL_TIME,
                Optional.of("ehr"),
                "hl7v2",
                accepts,
                fields,
                orderBy,
                Optional.of(duplicates),
                businessKeys,
                ack,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                "routes/" + name,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                verbs,
                List.of(),
                FileRules.NONE);
    }

    private static Tier tier() {
        return new Tier(
                1,
                "patient safety and access",
                "",
                new RetrySchedule.Listed(List.of(Duration.ofSeconds(1)), 0),
                new Breaker(5, Duration.ofMinutes(1), Duration.ofSeconds(30)),
                true,
                FailMode.CLOSED,
                new Tier.Escalation(Duration.ofMinutes(5), "operations"),
                Duration.ofDays(365));
    }
}
