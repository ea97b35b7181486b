package io.sluice.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A word that occurs nowhere else, put into every field that may be of a patient: name, number, address, phone, result,
 * diagnosis. Messages that go well, and messages that fail in every way that there is.
 */
final class Canary {

    private static final int FRAME_LIMIT = 16 << 20;

    private final String word;
    private int count;

    Canary() {
        word = "zq" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), 36);
    }

    /** In lower case; messages carry it in both. */
    String word() {
        return word;
    }

    String mrn() {
        return word.toUpperCase(Locale.ROOT) + "MRN";
    }

    /** One of each kind that an integration accepts. */
    List<String> good() {
        return List.of(
                message("ADT^A01^ADT_A01", person("PID"), visit()),
                message("ADT^A40^ADT_A39", person("PID"), "MRG|" + word + "old^^^HOSP^MR"),
                message("ORM^O01^ORM_O01", person("PID"), visit(), "ORC|NW|" + word + "p1", order()),
                message("ORU^R01^ORU_R01", person("PID"), visit(), order(), result(), note()),
                // Too small to be compressed: it would be read in the files of a server that gets it in clear.
                message("ZCA^P12^ZCA_P12", person("PID")),
                message("DFT^P03^DFT_P03", "EVN|P03|20260101", person("PID"), visit(), charge()));
    }

    /** Each fails in its mapping or its contract. */
    List<String> failing() {
        List<String> failing = new ArrayList<>();
        for (String trigger : List.of("P01", "P02", "P05", "P06", "P10")) {
            failing.add(message("ZCA^" + trigger + "^ZCA_" + trigger, person("PID")));
        }
        return failing;
    }

    /** None of them is accepted. */
    List<String> refused() {
        return List.of(
                message("ZZZ^Z01", person("PID")),
                "MSH|^~\\&|EHR|HOSP|SLUICE|HOSP|20260101||ADT^A01||P|2.5.1\r" + person("PID") + "\r",
                "MSH|^~\\&|EHR|HOSP|SLUICE|HOSP|20260101|||C" + count++ + "|P|2.5.1\r" + person("PID") + "\r",
                word + ", not HL7 at all, and as small",
                "MSH|^~\\&|EHR|HOSP|SLUICE|HOSP|20260101||ADT^A01|C" + count++ + "|P|2.5.1||||||NO-SUCH-SET\r"
                        + person("PID") + "é" + "\r");
    }

    /** Two messages with one control id. */
    List<String> conflict() {
        String first = message("ADT^A08^ADT_A01", person("PID"), visit());
        return List.of(first, first.replace("|F|", "|M|"));
    }

    String tooLarge() {
        return message("ORU^R01^ORU_R01", person("PID"), "OBX|1|TX|||" + (word + "text ").repeat(FRAME_LIMIT / 10));
    }

    private String message(String type, String... segments) {
        return "MSH|^~\\&|EHR|HOSP|SLUICE|HOSP|20260101120000||" + type + "|CANARY" + count++ + "|P|2.5.1\r"
                + String.join("\r", segments) + "\r";
    }

    private String person(String segment) {
        return segment + "|1|" + word + "pid2|" + mrn() + "^^^HOSP^MR||" + word + "name^" + word + "given||19700101|F||"
                + word + "race|" + word + "street^^" + word + "town^NY^10001||" + word + "phone|||||" + word
                + "account|" + word + "ssn";
    }

    private String visit() {
        return "PV1|1|I|" + word + "ward^1^1||||" + word + "doctor||||||||||||" + word + "visit";
    }

    private String order() {
        return "OBR|1|" + word + "p1|" + word + "f1|" + word + "code^" + word + "test|||20260101";
    }

    private String result() {
        return "OBX|1|ST|" + word + "obs^" + word + "observation||" + word + "value|||A|||F";
    }

    private String note() {
        return "NTE|1||" + word + "note";
    }

    private String charge() {
        return "FT1|1|" + word + "ft1||20260101||CG|" + word + "item^" + word + "what|||1|10.00^USD|||||||" + word
                + "diagnosis";
    }
}
