package io.sluice.receive.jms;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Integration;
import io.sluice.catalog.JmsListener;
import io.sluice.message.ProblemException;
import io.sluice.receive.Ingress;
import io.sluice.receive.Intake;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All JMS listeners of the engine, each with as many takers as it declares. */
public final class JmsListeners implements Ingress {

    private record Taking(JmsDoor door, List<QueueTaker> takers) {

        void close() {
            takers.forEach(QueueTaker::end);
            takers.forEach(QueueTaker::close);
        }

        Optional<ProblemException> away() {
            return takers.stream().flatMap(taker -> taker.away().stream()).findFirst();
        }
    }

    private final Intake intake;
    private final BooleanSupplier ledgerAnswers;
    private final InstantSource clock;
    private final Map<String, Taking> open = new LinkedHashMap<>();

    /**
     * @param ledgerAnswers asked before each message is taken
     * @param clock of receipt
     */
    public JmsListeners(Intake intake, BooleanSupplier ledgerAnswers, InstantSource clock) {
        this.intake = intake;
        this.ledgerAnswers = ledgerAnswers;
        this.clock = clock;
    }

    @Override
    public String transport() {
        return "jms";
    }

    @Override
    public synchronized void open(Catalog catalog) {
        Map<String, JmsListener> wanted = new LinkedHashMap<>();
        catalog.listeners()
                .filter(JmsListener.class::isInstance)
                .map(JmsListener.class::cast)
                .filter(listener ->
                        integrations(catalog, listener).findAny().isPresent()) // else they stay in the queue
                .forEach(listener -> wanted.put(listener.name(), listener));
        for (Taking taking : List.copyOf(open.values())) {
            JmsListener listener = taking.door().listener();
            boolean same = listener.equals(wanted.get(listener.name()))
                    && taking.door().only().equals(only(catalog, listener));
            if (!same) {
                open.remove(listener.name()).close();
            }
        }
        for (JmsListener listener : wanted.values()) {
            open.computeIfAbsent(listener.name(), name -> taking(listener, only(catalog, listener)));
        }
    }

    private Taking taking(JmsListener listener, Optional<Integration> only) {
        JmsDoor door = new JmsDoor(listener, only, intake, ledgerAnswers, clock);
        return new Taking(
                door,
                IntStream.rangeClosed(1, listener.concurrency())
                        .mapToObj(number -> new QueueTaker(door, number))
                        .toList());
    }

    /** What comes to a listener with one integration is that one's, readable or not. */
    private static Optional<Integration> only(Catalog catalog, JmsListener listener) {
        List<Integration> takers = integrations(catalog, listener).toList();
        return takers.size() == 1 ? Optional.of(takers.getFirst()) : Optional.empty();
    }

    private static Stream<Integration> integrations(Catalog catalog, JmsListener listener) {
        return catalog.integrations().values().stream().filter(integration -> integration.receives(listener.name()));
    }

    @Override
    public synchronized Map<String, String> listening() {
        Map<String, String> places = new TreeMap<>();
        open.forEach((name, taking) -> {
            if (taking.away().isEmpty()) {
                JmsListener listener = taking.door().listener();
                places.put(name, listener.broker().url() + " " + listener.queue());
            }
        });
        return places;
    }

    @Override
    public synchronized Map<String, ProblemException> refused() {
        Map<String, ProblemException> away = new TreeMap<>();
        open.forEach((name, taking) -> taking.away().ifPresent(why -> away.put(name, why)));
        return away;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Taking::close);
        open.clear();
    }
}
