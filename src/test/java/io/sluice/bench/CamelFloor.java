package io.sluice.bench;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.hl7.HL7MLLPNettyDecoderFactory;
import org.apache.camel.component.hl7.HL7MLLPNettyEncoderFactory;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Floor (a): plain Camel, netty with the HL7 codec, HAPI parse, INSERT, HAPI acknowledgement. Arguments: port, JDBC
 * URL.
 */
public final class CamelFloor {

    private CamelFloor() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        PlainInsert ledger = new PlainInsert(arguments[1]);
        HapiContext hapi = new DefaultHapiContext(ValidationContextFactory.noValidation());
        hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("decoder", new HL7MLLPNettyDecoderFactory());
        camel.getRegistry().bind("encoder", new HL7MLLPNettyEncoderFactory());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("netty:tcp://127.0.0.1:" + port
                                + "?sync=true&encoders=#encoder&decoders=#decoder&reuseAddress=true")
                        .process(exchange -> {
                            String text = exchange.getIn().getBody(String.class);
                            Message message = hapi.getPipeParser().parse(text);
                            Terser terser = new Terser(message);
                            ledger.store(
                                    terser.get("/MSH-10"), terser.get("/MSH-9-1") + "^" + terser.get("/MSH-9-2"), text);
                            exchange.getMessage().setBody(message.generateACK().encode());
                        });
            }
        });
        camel.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
