package io.sluice.conformance;

import java.util.List;
import java.util.Map;

/**
 * What a sender is told, and what is kept, where the transports differ by their nature: the one table of it. A record
 * and a JMS message cannot be refused: they are taken, and kept with what was wrong with them.
 */
enum Told {
    NOT_STORED(
            "while PostgreSQL refuses to commit",
            nothingKept(Answer.no("AE 207")),
            nothingKept(Answer.NOTHING),
            nothingKept(Answer.no("503 receive.ledger-away")),
            nothingKept(Answer.NOTHING),
            nothingKept(Answer.NOTHING)),
    A_CONFLICT(
            "another message under the same key",
            kept(Answer.no("AR 205"), "ledger.conflict"),
            kept(Answer.no("receipt HELD"), "ledger.conflict"),
            kept(Answer.no("422 receive.duplicate-conflict"), "ledger.conflict"),
            kept(Answer.YES, "ledger.conflict"),
            kept(Answer.YES, "ledger.conflict")),
    A_CONFLICT_AGAIN(
            "the same conflict again, which was held already",
            kept(Answer.no("AR 205"), "ledger.conflict"),
            kept(Answer.no("receipt CONFLICT"), "ledger.conflict"),
            kept(Answer.no("422 receive.duplicate-conflict"), "ledger.conflict"),
            kept(Answer.YES, "ledger.conflict"),
            kept(Answer.YES, "ledger.conflict")),
    BEYOND_ITS_RATE(
            "more than the system may send",
            kept(Answer.YES, ""),
            kept(Answer.YES, ""),
            nothingKept(Answer.no("429 receive.throttled")),
            kept(Answer.YES, ""),
            kept(Answer.YES, "")),
    TOO_LARGE(
            "more bytes than a message may have",
            kept(Answer.no("AR 207"), "receive.frame-too-large"),
            nothingKept(Answer.no("quarantine format.record-too-large")),
            nothingKept(Answer.no("413 receive.body-too-large")),
            kept(Answer.YES, "receive.message-too-large"),
            kept(Answer.YES, "receive.message-too-large")),
    NO_HL7(
            "what is no HL7",
            kept(Answer.no("AR 100"), "receive.no-header"),
            nothingKept(Answer.no("quarantine format.hl7-batch-invalid")),
            kept(Answer.no("400 receive.no-header"), "receive.no-header"),
            kept(Answer.YES, "receive.no-header"),
            kept(Answer.YES, "receive.no-header")),
    WITHOUT_ID(
            "HL7 without MSH-10",
            kept(Answer.no("AR 101"), "receive.control-id-missing"),
            kept(Answer.no("receipt REJECTED"), "receive.control-id-missing"),
            kept(Answer.no("400 receive.control-id-missing"), "receive.control-id-missing"),
            kept(Answer.YES, "receive.control-id-missing"),
            kept(Answer.YES, "receive.control-id-missing")),
    UNACCEPTED(
            "a type that the integration does not accept",
            kept(Answer.no("AR 200"), "receive.type-not-accepted"),
            kept(Answer.no("receipt REJECTED"), "receive.type-not-accepted"),
            kept(Answer.no("422 receive.type-not-accepted"), "receive.type-not-accepted"),
            kept(Answer.YES, "receive.type-not-accepted"),
            kept(Answer.YES, "receive.type-not-accepted"));

    /** @param code with which it is kept as refused or held; empty: as any other; null: nothing is kept */
    record Line(Answer answer, String code) {}

    private final String when;
    private final Map<Transport, Line> lines;

    Told(String when, Line mllp, Line file, Line http, Line kafka, Line jms) {
        this.when = when;
        this.lines = Map.of(
                Transport.MLLP,
                mllp,
                Transport.FILE,
                file,
                Transport.HTTP,
                http,
                Transport.KAFKA,
                kafka,
                Transport.JMS,
                jms);
    }

    private static Line kept(Answer answer, String code) {
        return new Line(answer, code);
    }

    private static Line nothingKept(Answer answer) {
        return new Line(answer, null);
    }

    /** For the page. */
    String when() {
        return when;
    }

    /** Answer and code, for the page. */
    String shown(Transport transport) {
        String code = lines.get(transport).code();
        String kept = code == null ? "; nothing is kept" : code.isEmpty() ? "" : "; kept as `" + code + "`";
        return over(transport) + kept;
    }

    Answer over(Transport transport) {
        return lines.get(transport).answer();
    }

    /** Codes of what is kept: one, or none. */
    List<String> codes(Transport transport) {
        String code = lines.get(transport).code();
        return code == null ? List.of() : List.of(code);
    }
}
