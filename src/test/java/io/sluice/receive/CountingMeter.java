package io.sluice.receive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts by rule, for assertions. */
public final class CountingMeter implements ReceiveMeter {

    private final Map<ReceiveProblem, AtomicInteger> refused = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final AtomicInteger garbage = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger heldUp = new AtomicInteger();
    private final Map<Integer, Long> behind = new ConcurrentHashMap<>();

    public int accepted() {
        return accepted.get();
    }

    public int duplicates() {
        return duplicates.get();
    }

    public int refused(ReceiveProblem rule) {
        AtomicInteger count = refused.get(rule);
        return count == null ? 0 : count.get();
    }

    /** Messages of all systems that had to wait for a turn. */
    public int heldUp() {
        return heldUp.get();
    }

    @Override
    public void heldUp(String system) {
        heldUp.incrementAndGet();
    }

    public int garbage() {
        return garbage.get();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void accepted(String listener, String integration, long nanos) {
        accepted.incrementAndGet();
    }

    @Override
    public void duplicate(String listener, String integration) {
        duplicates.incrementAndGet();
    }

    @Override
    public void refused(String listener, ReceiveProblem rule) {
        refused.computeIfAbsent(rule, r -> new AtomicInteger()).incrementAndGet();
    }

    @Override
    public void garbage(String listener, int bytes) {
        garbage.addAndGet(bytes);
    }

    /** By partition of the only topic that is read: records in it that are not stored. */
    public Map<Integer, Long> behind() {
        return Map.copyOf(behind);
    }

    @Override
    public void behind(String listener, String topic, int partition, long records) {
        behind.put(partition, records);
    }

    @Override
    public void notRead(String listener, String topic, int partition) {
        behind.remove(partition);
    }

    @Override
    public void connections(String listener, int open) {
        connections.set(open);
    }
}
