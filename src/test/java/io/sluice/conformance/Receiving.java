package io.sluice.conformance;

import io.sluice.ledger.Arrival;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Receipt;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Comes between a transport and the ledger where arrivals are handed over, and nowhere else. */
interface Receiving {

    CompletableFuture<Receipt> receive(Arrival arrival, Ledger real);

    static Ledger of(Ledger real, Receiving between) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("receive")) {
                        return between.receive((Arrival) arguments[0], real);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The same arrival with another value in one of its components. */
    static Arrival with(Arrival arrival, String component, Object value) {
        RecordComponent[] components = Arrival.class.getRecordComponents();
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(arrival);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return Arrival.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
