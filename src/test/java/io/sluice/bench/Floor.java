package io.sluice.bench;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Runs one plain Camel route until its process is ended, and prints what fails in it. */
final class Floor {

    /** What an afternoon's programmer writes between the ends. */
    @FunctionalInterface
    interface Steps {
        void to(RouteDefinition route) throws Exception;
    }

    private Floor() {}

    static void run(String from, Steps steps) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                onException(Exception.class).process(Floor::print);
                steps.to(from(from));
            }
        });
        camel.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static void print(Exchange exchange) {
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).printStackTrace();
    }
}
