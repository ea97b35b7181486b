package io.sluice.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the routes of an integration use, read from their text before anything runs. */
public record Verbs(
        List<Receive> receives, List<Subscribe> subscribes, List<Use> maps, List<Use> publishes, List<Send> sends) {

    public static final Verbs NONE = new Verbs(List.of(), List.of(), List.of(), List.of(), List.of());

    public Verbs {
        receives = List.copyOf(receives);
        subscribes = List.copyOf(subscribes);
        maps = List.copyOf(maps);
        publishes = List.copyOf(publishes);
        sends = List.copyOf(sends);
    }

    /**
     * {@code receive:<transport>:<listener>}.
     *
     * @param waits how long the sender waits for the answer of the route ({@code mode=call}); empty: it does not
     */
    public record Receive(String transport, String listener, String file, int line, Optional<Duration> waits) {

        public Receive(String transport, String listener, String file, int line) {
            this(transport, listener, file, line, Optional.empty());
        }
    }

    /**
     * {@code subscribe:<entity>,<entity>} or {@code subscribe:message/<integration>}.
     *
     * @param entities empty when it takes original messages
     * @param messagesOf integrations whose original messages it takes; empty when it takes events
     */
    public record Subscribe(Set<String> entities, Set<String> messagesOf, String file, int line) {

        public Subscribe {
            entities = Set.copyOf(entities);
            messagesOf = Set.copyOf(messagesOf);
        }
    }

    /** {@code map:<name>} or {@code publish:<name>}. */
    public record Use(String name, String file, int line) {}

    /**
     * {@code send:<system>/<endpoint>}.
     *
     * @param call the run waits for the reply
     */
    public record Send(String system, String endpoint, String file, int line, boolean call) {

        public Send(String system, String endpoint, String file, int line) {
            this(system, endpoint, file, line, false);
        }

        public String id() {
            return system + "/" + endpoint;
        }
    }
}
