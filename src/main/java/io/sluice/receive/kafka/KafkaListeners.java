package io.sluice.receive.kafka;

import io.sluice.broker.BrokerProblem;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.Integration;
import io.sluice.catalog.KafkaListener;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.RecordSeal;
import io.sluice.ledger.Sources;
import io.sluice.message.ProblemException;
import io.sluice.receive.Ingress;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** All Kafka listeners of the engine, one consumer each. */
public final class KafkaListeners implements Ingress {

    private static final Logger LOG = Logger.getLogger(KafkaListeners.class);

    private final Intake intake;
    private final Sources sources;
    private final Keyring own;
    private final InstantSource clock;
    private final ReceiveMeter meter;
    private final Map<String, KafkaReader> readers = new LinkedHashMap<>();
    private final Map<String, ProblemException> unusable = new LinkedHashMap<>();

    /**
     * @param own opens what was sealed by deployments that share its keys
     * @param clock of receipt
     * @param meter of how far reading is behind
     */
    public KafkaListeners(Intake intake, Sources sources, Keyring own, InstantSource clock, ReceiveMeter meter) {
        this.intake = intake;
        this.sources = sources;
        this.own = own;
        this.clock = clock;
        this.meter = meter;
    }

    @Override
    public String transport() {
        return "kafka";
    }

    @Override
    public synchronized void open(Catalog catalog) {
        Map<String, KafkaListener> wanted = new LinkedHashMap<>();
        catalog.listeners()
                .filter(KafkaListener.class::isInstance)
                .map(KafkaListener.class::cast)
                .filter(listener -> takers(catalog, listener).findAny().isPresent()) // unread, nothing is lost
                .forEach(listener -> wanted.put(listener.name(), listener));
        unusable.clear();
        for (KafkaReader reader : List.copyOf(readers.values())) {
            KafkaListener listener = reader.door().listener();
            boolean same = listener.equals(wanted.get(listener.name()))
                    && reader.door().only().equals(only(catalog, listener));
            if (!same) {
                readers.remove(listener.name()).close();
            }
        }
        for (KafkaListener listener : wanted.values()) {
            if (!readers.containsKey(listener.name())) {
                open(listener, only(catalog, listener));
            }
        }
    }

    private void open(KafkaListener listener, Optional<Integration> only) {
        try {
            RecordSeal seal =
                    new RecordSeal(listener.keys().map(KafkaListeners::keys).orElse(own));
            readers.put(
                    listener.name(),
                    new KafkaReader(new KafkaDoor(listener, only, intake, sources, seal::open, clock, meter)));
        } catch (ProblemException e) {
            unusable.put(listener.name(), e);
            LOG.errorf("%s It stays closed, the others are open.", e.getMessage());
        }
    }

    /** Opening makes keys where there are none, which would open nothing. */
    private static Keyring keys(String folder) {
        Path path = Path.of(folder);
        if (!Files.isDirectory(path)) {
            throw new ProblemException(BrokerProblem.SECRET_MISSING, folder);
        }
        return Keyring.open(path);
    }

    /** What comes to a listener with one integration is that one's, readable or not. */
    private static Optional<Integration> only(Catalog catalog, KafkaListener listener) {
        List<Integration> takers = takers(catalog, listener).toList();
        return takers.size() == 1 ? Optional.of(takers.getFirst()) : Optional.empty();
    }

    private static Stream<Integration> takers(Catalog catalog, KafkaListener listener) {
        return catalog.integrations().values().stream().filter(integration -> integration.receives(listener.name()));
    }

    @Override
    public synchronized Map<String, String> listening() {
        Map<String, String> places = new TreeMap<>();
        readers.forEach((name, reader) -> {
            if (reader.health().reads()) {
                KafkaListener listener = reader.door().listener();
                places.put(name, listener.cluster().bootstrap() + " " + String.join(",", listener.topics()));
            }
        });
        return places;
    }

    @Override
    public synchronized Map<String, ProblemException> refused() {
        Map<String, ProblemException> closed = new TreeMap<>(unusable);
        readers.forEach((name, reader) -> reader.health().away().ifPresent(why -> closed.put(name, why)));
        return closed;
    }

    @Override
    public synchronized Map<String, String> warnings() {
        Map<String, String> warnings = new TreeMap<>();
        readers.forEach((name, reader) -> reader.health().warning().ifPresent(text -> warnings.put(name, text)));
        return warnings;
    }

    @Override
    public synchronized void close() {
        readers.values().forEach(KafkaReader::close);
        readers.clear();
    }
}
