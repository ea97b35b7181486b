package io.sluice.engine.verb;

import io.sluice.engine.run.RunScope;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * One verb of the route language. Runs on the thread of the run, never blocks, and only records on the scope what shall
 * happen: nothing leaves before the run's commit. {@code send:} with {@code mode=call} is the exception: it commits the
 * call by itself and waits, on a thread that may. A failure is a {@link io.sluice.message.ProblemException}; the run
 * then has no effect at all, whatever the route does with the exception.
 */
@FunctionalInterface
public interface Verb {

    /**
     * @param argument what stands behind the colon: {@code adt-to-patient}, {@code patient}, {@code erp/customers}
     * @param options query parameters of the URI
     */
    void apply(RunScope scope, String argument, Map<String, Object> options, Exchange exchange);
}
