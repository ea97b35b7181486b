package io.sluice.bench;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.builder.Builder;

/**
 * Floor of Kafka to HTTP: Camel's Kafka and netty-http components with the two shipped mappings between them; offsets
 * are committed by the component. Arguments: bootstrap servers, topic, port of the receiver.
 */
public final class PatientsFloor {

    private static final int CONSUMERS = 4;

    private PatientsFloor() {}

    public static void main(String[] arguments) throws Exception {
        BlockingQueue<JsonataStep[]> mappings = new LinkedBlockingQueue<>();
        for (int i = 0; i < CONSUMERS; i++) {
            mappings.add(new JsonataStep[] {
                new JsonataStep("partner-patients/partner-patient.jsonata"),
                new JsonataStep("patient-to-erp/patient-to-customer.jsonata")
            });
        }
        Floor.run(
                "kafka:" + arguments[1] + "?brokers=" + arguments[0] + "&groupId=floor&autoOffsetReset=earliest"
                        + "&consumersCount=" + CONSUMERS
                        + "&valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer",
                route -> route.process(exchange -> {
                            JsonataStep[] steps = mappings.take();
                            try {
                                Object tree =
                                        JsonataStep.tree(exchange.getMessage().getBody(byte[].class));
                                exchange.getMessage().setBody(steps[1].json(steps[0].map(tree)));
                            } finally {
                                mappings.add(steps);
                            }
                        })
                        .removeHeaders("*")
                        .setHeader("CamelHttpMethod", Builder.constant("POST"))
                        .to("netty-http:http://127.0.0.1:" + arguments[2] + "/floor"));
    }
}
