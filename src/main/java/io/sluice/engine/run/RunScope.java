package io.sluice.engine.run;

import io.sluice.engine.route.LiveIntegration;
import io.sluice.ledger.Answer;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult;
import io.sluice.map.MapSource;
import io.sluice.message.CrashPoint;
import io.sluice.message.DerivedIds;
import io.sluice.message.Hop;
import io.sluice.message.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.camel.Exchange;

/**
 * What one run has noted so far: hops, versions, and the events and deliveries that shall happen. Used by the one
 * thread that carries the run. A failed scope stays failed, whatever the route does afterwards.
 */
public final class RunScope {

    private static final String PROPERTY = "sluice.run";

    private final ReadyRun run;
    private final LiveIntegration integration;
    private final Subject subject;
    private final List<RunResult.NewEvent> events = new ArrayList<>(2);
    private final List<RunResult.NewDelivery> deliveries = new ArrayList<>(2);
    private final List<Hop> hops = new ArrayList<>(6);
    private final Map<String, String> versions = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<RunResult.Unmapped> unmapped = new LinkedHashSet<>();
    private MapSource source;
    private final Set<String> flags = new TreeSet<>();
    private final Set<String> flagsOfHop = new TreeSet<>();
    private Map<String, String> detail = Map.of();
    private String hop = "";
    private long hopStarted;
    private ProblemException failure;
    private String failedHop = "";
    private boolean called;
    private boolean abandoned;

    RunScope(ReadyRun run, LiveIntegration integration, Subject subject) {
        this.run = run;
        this.integration = integration;
        this.subject = subject;
        versions.put("integration", integration.config().version());
    }

    void attachTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    public static RunScope of(Exchange exchange) {
        RunScope scope = exchange.getProperty(PROPERTY, RunScope.class);
        if (scope == null) {
            throw new IllegalStateException(
                    "the engine's verbs work inside of a run only; start the route with receive: or subscribe:");
        }
        return scope;
    }

    public ReadyRun run() {
        return run;
    }

    public LiveIntegration integration() {
        return integration;
    }

    /** What the run works on. */
    public Subject subject() {
        return subject;
    }

    /** The subject for mappings, parsed once for all of them. */
    public MapSource source() {
        if (source == null) {
            source = subject.source();
        }
        return source;
    }

    public void begin(String name) {
        hop = name;
        hopStarted = System.nanoTime();
        detail = Map.of();
        flagsOfHop.clear();
    }

    /** The hop that is under way went on though a control could not be applied. */
    public void flag(String flag) {
        flags.add(flag);
        flagsOfHop.add(flag);
    }

    /** Notes versions, rules and counts for the hop that is under way; never a value. */
    public void note(Map<String, String> what) {
        detail = what;
    }

    public void done() {
        hops.add(new Hop(hop, (System.nanoTime() - hopStarted) / 1_000, "ok", null, flagged()));
    }

    private Map<String, String> flagged() {
        if (flagsOfHop.isEmpty()) {
            return detail;
        }
        Map<String, String> more = new LinkedHashMap<>(detail);
        more.put("flag", String.join(" ", flagsOfHop));
        return more;
    }

    public void failed(ProblemException problem) {
        String code = problem.problem().code();
        Map<String, String> noted = new HashMap<>(detail);
        noted.put("where", problem.where());
        hops.add(new Hop(hop, (System.nanoTime() - hopStarted) / 1_000, "failed", code, noted));
        if (failure == null) {
            failure = problem;
            failedHop = hop;
        }
    }

    public void version(String what, String version) {
        versions.put(what, version);
    }

    /** A code that no table knew; counted once for each run. */
    public void unmapped(RunResult.Unmapped code) {
        unmapped.add(code);
    }

    public void publish(RunResult.NewEvent event) {
        events.add(event);
        CrashPoint.RUN_HALF.here();
    }

    public void send(RunResult.NewDelivery delivery) {
        deliveries.add(delivery);
    }

    /** A reply was waited for: whatever follows, the run has had an effect. */
    public void called() {
        called = true;
    }

    /** Whether its sender only asks: nothing is to be repaired or held when it gets no answer. */
    public boolean onlyRead() {
        return Outcome.onlyRead(this, integration.config());
    }

    /** The lease is lost, or the engine ends: the run must have no end here, and starts again elsewhere. */
    public void abandon() {
        abandoned = true;
    }

    boolean abandoned() {
        return abandoned;
    }

    /** The id of the next effect on the target at this place of the route. */
    public UUID nextId(String kind, String target, Exchange exchange, int revision) {
        String path = splitPath(exchange);
        int nth = counts.merge(kind + '|' + target + '|' + path, 1, Integer::sum) - 1;
        return DerivedIds.of(kind, subject.id(), integration.config().name(), target, path, nth, revision);
    }

    /** The id that the effect of {@link #nextId} had one revision ago. */
    public UUID idBefore(String kind, String target, Exchange exchange) {
        String path = splitPath(exchange);
        int nth = counts.getOrDefault(kind + '|' + target + '|' + path, 1) - 1;
        return DerivedIds.of(kind, subject.id(), integration.config().name(), target, path, nth, run.revision() - 1);
    }

    // Camel keeps the index of the innermost split only; the outer ones are told apart by the count per target.
    private static String splitPath(Exchange exchange) {
        Integer index = exchange.getProperty("CamelSplitIndex", Integer.class);
        return index == null ? "" : index.toString();
    }

    boolean hasFailed() {
        return failure != null;
    }

    ProblemException failure() {
        return failure;
    }

    String failedHop() {
        return failedHop;
    }

    RunResult result(RunResult.End end) {
        return result(end, null, Map.of());
    }

    /**
     * @param answer to the caller who waits, or null
     * @param keys that it has brought
     */
    RunResult result(RunResult.End end, Answer answer, Map<String, String> keys) {
        boolean routed = end instanceof RunResult.End.Routed;
        return new RunResult(
                run,
                end,
                routed ? List.copyOf(events) : List.of(),
                routed ? List.copyOf(deliveries) : List.of(),
                hops,
                versions,
                routed ? flags : Set.of(),
                List.copyOf(unmapped),
                answer,
                keys);
    }

    boolean hasEffects() {
        return called || !events.isEmpty() || !deliveries.isEmpty();
    }
}
