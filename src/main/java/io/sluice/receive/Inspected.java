package io.sluice.receive;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.hl7.Hl7Header;

/**
 * What was found out about a message before anybody takes it.
 *
 * @param format that it should have
 * @param content null when it cannot be read
 * @param header what is known of MSH; null when nothing is or it is not HL7 v2
 * @param problem the first rule that it breaks; null when it breaks none
 * @param where path of what is wrong; empty when the whole is meant
 */
record Inspected(Format format, Content content, Hl7Header header, ReceiveProblem problem, String where) {

    String type() {
        return header != null ? header.type() : content != null ? content.type() : "";
    }

    String version() {
        return header != null ? header.version() : content != null ? content.version() : "";
    }

    String controlId() {
        return header != null ? header.controlId() : content != null ? content.controlId() : "";
    }

    /** The same with what is wrong with it. */
    Inspected breaking(ReceiveProblem rule, String at) {
        return new Inspected(format, content, header, rule, at);
    }
}
