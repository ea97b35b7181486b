package io.sluice.receive;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Synthetic messages, by what a test wants to differ. */
public final class Hl7Text {

    private Hl7Text() {}

    public static String admission(String controlId) {
        return message("ADT^A01^ADT_A01", controlId, "2.5.1", "", "");
    }

    /** An ADT with what stands in MSH-15 and MSH-16. */
    public static String enhanced(String controlId, String accept, String application) {
        return message("ADT^A08^ADT_A01", controlId, "2.5.1", accept, application);
    }

    public static String message(String type, String controlId, String version, String accept, String application) {
        return "MSH|^~\\&|EHR|NORTH|SLUICE|HUB|20261122080000||" + type + "|" + controlId + "|P|" + version + "|||"
                + accept
                + "|" + application + "\r"
                + "EVN|A01|20261122080000\r"
                + "PID|1||4711^^^NORTH^MR||Testperson^Ada||19700101|F\r"
                + "PV1|1|I|W1^1^1||||||||||||||||V-1\r";
    }

    public static byte[] bytes(String text) {
        return bytes(text, StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
