package io.sluice.engine.verb;

import io.sluice.engine.route.Entrances;
import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code receive:<transport>:<listener>} and {@code subscribe:<entity>[,<entity>]} or {@code
 * subscribe:message/<integration>}: the start of a route. The integration is the route's group, set by {@link
 * io.sluice.engine.route.IntegrationRoutes}.
 */
public final class EntranceComponent extends DefaultComponent {

    private final boolean subscribes;
    private final Entrances entrances;

    public EntranceComponent(boolean subscribes, Entrances entrances) {
        this.subscribes = subscribes;
        this.entrances = entrances;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        parameters.clear(); // read by the catalogue and the linter, which know which integration they belong to
        return new EntranceEndpoint(
                uri, this, subscribes ? List.of(remaining.split(",")) : List.of(Entrances.RECEIVED));
    }

    private final class EntranceEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

        private final List<String> subjects;

        EntranceEndpoint(String uri, EntranceComponent component, List<String> subjects) {
            super(uri, component);
            this.subjects = subjects;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException(
                    "a route can start with " + getEndpointUri() + " but not send to it");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new Entrance(this, processor, subjects);
        }

        /** Several integrations share a listener; which of them gets a message is decided before the routes. */
        @Override
        public boolean isMultipleConsumersSupported() {
            return true;
        }
    }

    private final class Entrance extends DefaultConsumer {

        private final List<String> subjects;

        Entrance(Endpoint endpoint, Processor processor, List<String> subjects) {
            super(endpoint, processor);
            this.subjects = subjects;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            for (String subject : subjects) {
                entrances.open(getRoute().getGroup(), subject.trim(), this);
            }
        }

        @Override
        protected void doStop() throws Exception {
            for (String subject : subjects) {
                entrances.close(getRoute().getGroup(), subject.trim(), this);
            }
            super.doStop();
        }
    }
}
