package io.sluice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A08s over MLLP; only MSH-10 and the patient change.
 *
 * @param patients how many different patients each sender has
 */
record MllpWire(int port, int patients) implements Wire {

    private static final byte START = 0x0B;

    /** A common A08 of about 1.2 KB. */
    private static final String TEMPLATE = '\u000B'
            + String.join(
                    "\r",
                    "MSH|^~\\&|EHR|GENERAL|SLUICE|HUB|20260101120000||ADT^A08^ADT_A01|{control}|P|2.5.1",
                    "EVN|A08|20260101120000|||1234^CLERK^CARLA",
                    "PID|1||{patient}^^^GENERAL^MR~999-99-{patient}^^^SSA^SS||EVERYWOMAN^EVE^E^^^^L||19620320|F||2106-3^White^HL70005"
                            + "|153 FERNWOOD DR^^STATESVILLE^OH^35292^USA^H||^PRN^PH^^1^206^3345232~^WPN^PH^^1^206^7525217|||M|NON"
                            + "|{patient}^^^GENERAL^AN|123-45-6789",
                    "NK1|1|EVERYMAN^ADAM|SPO^Spouse^HL70063|153 FERNWOOD DR^^STATESVILLE^OH^35292|^PRN^PH^^1^206^3345232",
                    "PV1|1|I|W^389^1^GENERAL||||12345^MORGAN^REX^J^^^MD^0010^GENERAL^L|67890^GRAINGER^LUCY^X^^^MD^0010^GENERAL^L|MED||||A0"
                            + "||13579^POTTER^SHERMAN^T^^^MD^0010^GENERAL^L|INP|V{patient}^^^GENERAL^VN||||||||||||||||||||||||||202601010800",
                    "OBX|1|NM|8302-2^Body Height^LN||172|cm^centimeter^UCUM|||||F",
                    "OBX|2|NM|29463-7^Body Weight^LN||68|kg^kilogram^UCUM|||||F",
                    "AL1|1|DA|1605^acetaminophen^L|MO|Muscle Pain~hair loss",
                    "")
            + "\u001C\r";

    @Override
    public byte[] request(String sender, int number) {
        String patient = "B" + (number % patients) + sender.substring(sender.indexOf('-'));
        return TEMPLATE.replace("{control}", sender + "-" + number)
                .replace("{patient}", patient)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads one frame; true when it says AA. */
    @Override
    public boolean accepted(InputStream in) throws IOException {
        byte[] frame = new byte[1024];
        int length = 0;
        int before = -1;
        for (int b = in.read(); ; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection was closed before the acknowledgement");
            }
            if (b == '\r' && before == 0x1C) {
                return new String(frame, 0, length, StandardCharsets.UTF_8).contains("MSA|AA|");
            }
            if (length < frame.length && b != START) {
                frame[length++] = (byte) b;
            }
            before = b;
        }
    }
}
