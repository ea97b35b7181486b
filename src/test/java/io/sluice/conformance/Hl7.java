package io.sluice.conformance;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An admission. Ids are fresh unless a test says otherwise, so that tests do not meet.
 *
 * @param control MSH-10
 * @param facility MSH-4
 * @param mrn by which it stands in a lane
 * @param more further segments, each with its end
 */
record Hl7(String control, String facility, String mrn, String name, String type, String time, String more) {

    static Hl7 fresh() {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return new Hl7("C" + id, "HOSP", "M" + id, "EVERYWOMAN", "ADT^A01^ADT_A01", "20260101120000", "");
    }

    /** Another message about the same patient. */
    Hl7 next() {
        return fresh().about(mrn);
    }

    Hl7 under(String msh10) {
        return new Hl7(msh10, facility, mrn, name, type, time, more);
    }

    Hl7 from(String msh4) {
        return new Hl7(control, msh4, mrn, name, type, time, more);
    }

    Hl7 about(String patient) {
        return new Hl7(control, facility, patient, name, type, time, more);
    }

    Hl7 named(String family) {
        return new Hl7(control, facility, mrn, family, type, time, more);
    }

    Hl7 typed(String msh9) {
        return new Hl7(control, facility, mrn, name, msh9, time, more);
    }

    Hl7 at(String msh7) {
        return new Hl7(control, facility, mrn, name, type, msh7, more);
    }

    Hl7 with(String segments) {
        return new Hl7(control, facility, mrn, name, type, time, more + segments);
    }

    /** The same with a note that makes it so many bytes long. */
    Hl7 sized(int bytes) {
        int room = bytes - bytes().length - "NTE|1||\r".length();
        return with("NTE|1||" + "x".repeat(room) + "\r");
    }

    byte[] bytes() {
        return String.join(
                        "\r",
                        "MSH|^~\\&|SENDER|" + facility + "|SLUICE|HOSP|" + time + "||" + type + "|" + control
                                + "|P|2.5.1",
                        "PID|1||" + mrn + "^^^HOSP^MR||" + name + "^EVE||19700101|F",
                        "PV1|1|I|WARD^1^1",
                        more)
                .getBytes(StandardCharsets.UTF_8);
    }

    Parcel parcel() {
        return Parcel.of(bytes());
    }

    /** @param correlation under which the sender knows it */
    Parcel parcel(String correlation) {
        return new Parcel(bytes(), correlation);
    }
}
