package io.sluice.engine.route;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Where runs enter the routes. A route that starts with {@code receive:} or {@code subscribe:} opens an entrance when
 * it starts and closes it when it stops; nothing is ever polled.
 */
public final class Entrances {

    /** Subject of messages received by the integration itself. */
    public static final String RECEIVED = "receive";

    private static final String MESSAGES_OF = "message/";

    private record Key(String integration, String subject) {}

    private final Map<Key, DefaultConsumer> open = new ConcurrentHashMap<>();

    /** @param subject {@link #RECEIVED}, an entity, or {@code message/<integration>} */
    public void open(String integration, String subject, DefaultConsumer consumer) {
        if (open.putIfAbsent(new Key(integration, subject), consumer) != null) {
            throw new IllegalStateException(
                    "integration " + integration + " has two routes from " + subject + "; keep one of them");
        }
    }

    public void close(String integration, String subject, DefaultConsumer consumer) {
        open.remove(new Key(integration, subject), consumer);
    }

    public Optional<DefaultConsumer> find(String integration, String subject) {
        return Optional.ofNullable(open.get(new Key(integration, subject)));
    }

    /** The entrance for original messages: those that the integration receives, else those it subscribes to. */
    public Optional<DefaultConsumer> forMessages(String integration) {
        return find(integration, RECEIVED)
                .or(() -> open.entrySet().stream()
                        .filter(e -> e.getKey().integration().equals(integration))
                        .filter(e -> e.getKey().subject().startsWith(MESSAGES_OF))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    /** The route behind an entrance. */
    public static Processor route(DefaultConsumer entrance) {
        return entrance.getProcessor();
    }
}
