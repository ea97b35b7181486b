package io.sluice.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.ledger.Alert;
import io.sluice.ledger.RunResult;
import io.sluice.message.Hop;
import io.sluice.message.NormalisedCount;
import io.sluice.receive.ReceiveMeter;
import io.sluice.receive.ReceiveProblem;
import io.sluice.send.BreakerState;
import io.sluice.send.SendMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the steps measure, as Micrometer meters.
 *
 * <pre>
 * sluice_received_total{listener,integration,outcome}     accepted, duplicate
 * sluice_refused_total{listener,code}
 * sluice_acknowledge_seconds{listener}                    last byte read to acknowledgement
 * sluice_held_up_total{system}                            had to wait, because it sends more than it may
 * sluice_garbage_bytes_total{listener}
 * sluice_connections{listener}
 * sluice_kafka_lag_records{listener,topic,partition}      in the topic and not stored yet
 * sluice_runs_total{integration,end}                      routed, filtered, dead, held
 * sluice_flagged_total{integration,flag}                  went on though a control could not be applied
 * sluice_alerts{kind,integration,endpoint}                1 while it waits longer than its tier allows
 * sluice_run_seconds{integration}                         time in the route
 * sluice_normalised_total{integration,field,rule,outcome}  changed; kept because the rule does not understand it
 * sluice_unmapped_codes_total{integration,table}          codes that no table knew, once for each run
 * sluice_attempts_total{endpoint,outcome,code}
 * sluice_attempt_seconds{endpoint}
 * sluice_sending_held_up_total{endpoint}                  had to wait for the limits of its target
 * sluice_breaker{endpoint}                                0 closed, 1 open, 2 half open
 * </pre>
 */
public final class Meters implements ReceiveMeter, SendMeter {

    private final MeterRegistry registry;
    // Looking a meter up by its tags allocates; these are on the path of every message.
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> gauges = new ConcurrentHashMap<>();

    private final Map<String, Lag> lags = new ConcurrentHashMap<>();

    /** How far the reading of one partition is behind. */
    private record Lag(AtomicLong value, Gauge gauge) {}

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accepted(String listener, String integration, long nanos) {
        count("sluice.received", "listener", listener, "integration", integration, "outcome", "accepted");
        time("sluice.acknowledge", Duration.ofNanos(nanos), "listener", listener);
    }

    @Override
    public void duplicate(String listener, String integration) {
        count("sluice.received", "listener", listener, "integration", integration, "outcome", "duplicate");
    }

    @Override
    public void refused(String listener, ReceiveProblem rule) {
        count("sluice.refused", "listener", listener, "code", rule.code());
    }

    @Override
    public void garbage(String listener, int bytes) {
        counter("sluice.garbage.bytes", "listener", listener).increment(bytes);
    }

    @Override
    public void heldUp(String system) {
        counter("sluice.held.up", "system", system).increment();
    }

    @Override
    public void connections(String listener, int open) {
        gauge("sluice.connections", "listener", listener).set(open);
    }

    @Override
    public void behind(String listener, String topic, int partition, long records) {
        lags.computeIfAbsent(key("", listener, topic, "" + partition), k -> {
                    AtomicLong value = new AtomicLong();
                    Gauge gauge = Gauge.builder("sluice.kafka.lag.records", value, AtomicLong::get)
                            .tags("listener", listener, "topic", topic, "partition", "" + partition)
                            .register(registry);
                    return new Lag(value, gauge);
                })
                .value()
                .set(records);
    }

    /** Another node measures it now; two values for one partition would be added up. */
    @Override
    public void notRead(String listener, String topic, int partition) {
        Lag gone = lags.remove(key("", listener, topic, "" + partition));
        if (gone != null) {
            registry.remove(gone.gauge());
        }
    }

    private void normalised(String integration, NormalisedCount count) {
        counter(
                        "sluice.normalised",
                        "integration",
                        integration,
                        "field",
                        count.field(),
                        "rule",
                        count.rule(),
                        "outcome",
                        "changed")
                .increment(count.changed());
        counter(
                        "sluice.normalised",
                        "integration",
                        integration,
                        "field",
                        count.field(),
                        "rule",
                        count.rule(),
                        "outcome",
                        "kept")
                .increment(count.kept());
    }

    /** A run was committed. */
    public void run(RunResult result) {
        String end = switch (result.end()) {
            case RunResult.End.Routed routed -> "routed";
            case RunResult.End.Filtered filtered -> "filtered";
            case RunResult.End.Dead dead -> "dead";
            case RunResult.End.Held held -> "held";
            case RunResult.End.InDoubt doubt -> "in-doubt";
        };
        String integration = result.run().integration();
        count("sluice.runs", "integration", integration, "end", end);
        result.flags().forEach(flag -> count("sluice.flagged", "integration", integration, "flag", flag));
        result.unmapped()
                .forEach(code -> count("sluice.unmapped.codes", "integration", integration, "table", code.table()));
        result.hops().stream()
                .flatMap(hop -> NormalisedCount.of(hop.detail()).stream())
                .forEach(count -> normalised(integration, count));
        long micros = result.hops().stream().mapToLong(Hop::micros).sum();
        time("sluice.run", Duration.ofNanos(micros * 1_000), "integration", integration);
    }

    @Override
    public void attempt(String endpoint, String outcome, String code, long micros) {
        count("sluice.attempts", "endpoint", endpoint, "outcome", outcome, "code", code);
        time("sluice.attempt", Duration.ofNanos(micros * 1_000), "endpoint", endpoint);
    }

    @Override
    public void sendingHeldUp(String endpoint) {
        count("sluice.sending.held.up", "endpoint", endpoint);
    }

    @Override
    public void breaker(String endpoint, BreakerState state) {
        gauge("sluice.breaker", "endpoint", endpoint).set(state.ordinal());
    }

    /** @param goesOn false: it has ended */
    public void alert(Alert.Cause cause, boolean goesOn) {
        gauge(
                        "sluice.alerts",
                        "kind",
                        cause.kind().name(),
                        "integration",
                        cause.integration(),
                        "endpoint",
                        cause.endpoint())
                .set(goesOn ? 1 : 0);
    }

    private void count(String name, String... tags) {
        counter(name, tags).increment();
    }

    private Counter counter(String name, String... tags) {
        return counters.computeIfAbsent(key(name, tags), k -> registry.counter(name, tags));
    }

    private void time(String name, Duration taken, String... tags) {
        timers.computeIfAbsent(key(name, tags), k -> registry.timer(name, tags)).record(taken);
    }

    private AtomicInteger gauge(String name, String... tags) {
        return gauges.computeIfAbsent(key(name, tags), k -> {
            AtomicInteger value = new AtomicInteger();
            Gauge.builder(name, value, AtomicInteger::get).tags(tags).register(registry);
            return value;
        });
    }

    private static String key(String name, String... tags) {
        return name + '\n' + String.join("\n", tags);
    }
}
