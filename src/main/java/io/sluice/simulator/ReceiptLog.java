package io.sluice.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a simulator received, by key: applies each key once, and remembers over its own restart. Thread-safe; an answer
 * leaves only after the arrival is in the journal.
 */
final class ReceiptLog implements Closeable {

    private final Journal journal;
    private final Map<String, Receipt> receipts = new HashMap<>();
    private long sequence;

    ReceiptLog(Journal journal) throws IOException {
        this.journal = journal;
        journal.replay(this::enter);
    }

    /** Applies it, or finds that it was applied before, or that its key is taken. */
    synchronized Receipt.Outcome apply(Arrival arrival) throws IOException {
        Receipt known = receipts.get(arrival.key());
        if (known == null || known.count() == 0) {
            return keep(arrival.became(Receipt.Outcome.APPLIED));
        }
        boolean same = known.sha256().equals(arrival.sha256());
        return keep(arrival.became(same ? Receipt.Outcome.REPEATED : Receipt.Outcome.CONFLICT));
    }

    /** Notes something that had no effect, because the script said so. */
    synchronized void note(Arrival arrival, Receipt.Outcome outcome) throws IOException {
        keep(arrival.became(outcome));
    }

    synchronized Receipt get(String key) {
        return receipts.get(key);
    }

    /** What was applied, in that order, after the given sequence. */
    synchronized List<Receipt> applied(long after, int limit) {
        return receipts.values().stream()
                .filter(receipt -> receipt.sequence() > after)
                .sorted(Comparator.comparingLong(Receipt::sequence))
                .limit(limit)
                .toList();
    }

    /** How many have been applied since the last clearing. */
    synchronized long count() {
        return sequence;
    }

    /** Everything, also what was only refused or cut off. */
    synchronized List<Receipt> seen() {
        return new ArrayList<>(receipts.values());
    }

    synchronized void clear() throws IOException {
        receipts.clear();
        sequence = 0;
        journal.clear();
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }

    private Receipt.Outcome keep(Arrival arrival) throws IOException {
        journal.append(arrival);
        enter(arrival);
        return arrival.outcome();
    }

    private void enter(Arrival arrival) {
        Receipt known = receipts.get(arrival.key());
        receipts.put(
                arrival.key(),
                switch (arrival.outcome()) {
                    case APPLIED -> applied(arrival, known);
                    case REPEATED -> again(arrival, known, 1, 0);
                    case CONFLICT -> again(arrival, known, 0, 1);
                    case REFUSED, DROPPED -> known == null ? onlySeen(arrival) : again(arrival, known, 0, 0);
                });
    }

    private Receipt applied(Arrival a, Receipt known) {
        int attempts = known == null ? 1 : known.attempts() + 1;
        return new Receipt(
                ++sequence, a.key(), a.place(), a.sha256(), a.bytes(), 1, attempts, 0, a.at(), a.at(), a.remembered());
    }

    private static Receipt onlySeen(Arrival a) {
        return new Receipt(0, a.key(), a.place(), a.sha256(), a.bytes(), 0, 1, 0, a.at(), a.at(), a.remembered());
    }

    private static Receipt again(Arrival a, Receipt r, int accepted, int conflicting) {
        return new Receipt(
                r.sequence(),
                r.key(),
                r.place(),
                r.sha256(),
                r.bytes(),
                r.count() + accepted,
                r.attempts() + 1,
                r.conflicts() + conflicting,
                r.first(),
                a.at(),
                r.remembered());
    }
}
