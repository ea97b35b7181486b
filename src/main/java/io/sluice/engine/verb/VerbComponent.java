package io.sluice.engine.verb;

import io.sluice.engine.run.RunScope;
import io.sluice.message.ProblemException;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Makes one {@link Verb} a Camel component, notes its hop, and remembers its failure on the run's scope. */
public final class VerbComponent extends DefaultComponent {

    private final String name;
    private final Verb verb;

    public VerbComponent(String name, Verb verb) {
        this.name = name;
        this.verb = verb;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Map<String, Object> options = Map.copyOf(parameters);
        parameters.clear();
        return new VerbEndpoint(uri, this, remaining, options);
    }

    private final class VerbEndpoint extends DefaultEndpoint {

        private final String argument;
        private final Map<String, Object> options;

        VerbEndpoint(String uri, VerbComponent component, String argument, Map<String, Object> options) {
            super(uri, component);
            this.argument = argument;
            this.options = options;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    perform(argument, options, exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException(
                    "a route cannot start with " + name + ":; start it with receive: or subscribe:");
        }
    }

    private void perform(String argument, Map<String, Object> options, Exchange exchange) {
        RunScope scope = RunScope.of(exchange);
        String hop = name + ":" + argument;
        scope.begin(hop);
        try {
            verb.apply(scope, argument, options, exchange);
            scope.done();
        } catch (ProblemException e) {
            scope.failed(e);
            throw e;
        }
    }
}
