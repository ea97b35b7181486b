package io.sluice.receive;

import io.sluice.ledger.Ledger;
import io.sluice.ledger.Receipt;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a ledger, and remembers how many arrivals have waited for their commit at once. */
public final class HighWater {

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    public int most() {
        return most.get();
    }

    public Ledger before(Ledger ledger) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("receive")
                                ? counted(() -> result(method.invoke(ledger, arguments)))
                                : method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private interface Received {
        CompletableFuture<Receipt> ask() throws ReflectiveOperationException;
    }

    private CompletableFuture<Receipt> counted(Received received) throws ReflectiveOperationException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        // Who asked is told after it was counted down: its next arrival does not stand beside this one.
        return received.ask().whenComplete((receipt, failure) -> now.decrementAndGet());
    }

    @SuppressWarnings("unchecked")
    private static CompletableFuture<Receipt> result(Object future) {
        return (CompletableFuture<Receipt>) future;
    }
}
