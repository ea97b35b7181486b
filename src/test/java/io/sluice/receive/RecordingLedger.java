package io.sluice.receive;

import io.sluice.ledger.Arrival;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Receipt;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stands where the ledger stands and commits when the test says so, which a database does not do on request. Only for
 * tests of what happens before, between and after commits; what is stored is tested with the real one.
 */
public final class RecordingLedger {

    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<CompletableFuture<Receipt>> open = new ArrayList<>();
    private final boolean commitsAtOnce;

    private RecordingLedger(boolean commitsAtOnce) {
        this.commitsAtOnce = commitsAtOnce;
    }

    public static RecordingLedger committingOnRequest() {
        return new RecordingLedger(false);
    }

    public static RecordingLedger committingAtOnce() {
        return new RecordingLedger(true);
    }

    /** Of the ledger only what the door may use. */
    public Ledger ledger() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("receive")) {
                        return receive((Arrival) arguments[0]);
                    }
                    throw new AssertionError("nobody at the door asks the ledger for " + method.getName());
                });
    }

    public synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The commit of the n-th arrival, from 0, returns. */
    public void commit(int n) {
        answer(n).complete(receipt(arrivals().get(n)));
    }

    /** The commit of the n-th arrival fails. */
    public void fail(int n, RuntimeException cause) {
        answer(n).completeExceptionally(cause);
    }

    private synchronized CompletableFuture<Receipt> answer(int n) {
        return open.get(n);
    }

    private CompletableFuture<Receipt> receive(Arrival arrival) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        synchronized (this) {
            arrivals.add(arrival);
            open.add(receipt);
        }
        if (commitsAtOnce) {
            receipt.complete(receipt(arrival));
        }
        return receipt;
    }

    private static Receipt receipt(Arrival arrival) {
        return arrival.refusal() == null ? new Receipt.Stored(arrival.id()) : new Receipt.Refused(arrival.id());
    }
}
