package io.sluice.torture;

import io.sluice.simulator.MllpSender;
import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection over MLLP. The number of a message is its patient's family name, so that receivers can tell which they
 * got.
 */
final class MllpLine implements Line {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final int port;
    private MllpSender sender;

    MllpLine(int port) {
        this.port = port;
    }

    @Override
    public boolean send(Sent what) throws IOException {
        if (sender == null) {
            sender = new MllpSender("127.0.0.1", port, ANSWER);
        }
        return sender.send(message(what.controlId(), what.patient(), what.number()))
                .accepted();
    }

    /** An update of an inpatient, whom the finance system and the laboratory want to know about. */
    private static byte[] message(String control, String patient, int number) {
        return String.join(
                        "\r",
                        "MSH|^~\\&|EHR|HOSP|SLUICE|HOSP|20260101120000||ADT^A08^ADT_A01|" + control + "|P|2.5.1",
                        "EVN|A08|20260101120000",
                        "PID|1||" + patient + "^^^HOSP^MR||N" + number + "^Test||19700101|F|||1 Main St^^Town^NY^10001",
                        "PV1|1|I|W^1^1||||||||||||||||V" + patient,
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (sender != null) {
            try {
                sender.close();
            } catch (IOException ignored) {
                // the connection is given up because it is broken
            }
            sender = null;
        }
    }
}
