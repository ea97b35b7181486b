package io.sluice.bench;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.protocol.ReceivingApplicationException;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** Floor (b): HAPI's own HL7Service, HAPI parse, INSERT, HAPI acknowledgement. Arguments: port, JDBC URL. */
public final class HapiFloor {

    private HapiFloor() {}

    public static void main(String[] arguments) throws Exception {
        PlainInsert ledger = new PlainInsert(arguments[1]);
        HapiContext hapi = new DefaultHapiContext(ValidationContextFactory.noValidation());
        hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        HL7Service service = hapi.newServer(Integer.parseInt(arguments[0]), false);
        service.registerApplication(new ReceivingApplication<Message>() {
            @Override
            public Message processMessage(Message message, Map<String, Object> metadata)
                    throws ReceivingApplicationException, HL7Exception {
                try {
                    Terser terser = new Terser(message);
                    ledger.store(
                            terser.get("/MSH-10"),
                            terser.get("/MSH-9-1") + "^" + terser.get("/MSH-9-2"),
                            message.encode());
                    return message.generateACK();
                } catch (SQLException | IOException e) {
                    throw new ReceivingApplicationException(e);
                }
            }

            @Override
            public boolean canProcess(Message message) {
                return true;
            }
        });
        service.startAndWait();
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
