package io.sluice.receive.mllp;

import io.sluice.catalog.Ack;
import io.sluice.format.hl7.AckCode;
import io.sluice.format.hl7.AckError;
import io.sluice.format.hl7.Acknowledgement;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Taken;
import io.sluice.receive.Verdict;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns a verdict into the bytes of an acknowledgement. It says the code of HL7 table 0357, the path and the meaning of
 * the problem; never a value, a class or a cause.
 */
public final class AckWriter {

    private static final int RADIX = 36;
    private static final int LONGEST_CONTROL_ID = 20; // MSH-10 before HL7 2.7

    /** For a sender of whom nothing is known. */
    private static final Hl7Header UNKNOWN =
            new Hl7Header('|', "^~\\&", "", "", "", "", "", "", "", "", "P", "2.5.1", "", "", "", "");

    private final InstantSource clock;
    private final ZoneId zone;
    private final String idPrefix;
    private final AtomicLong counter = new AtomicLong();

    public AckWriter(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
        // Time of the start and a random part, so that no two nodes and no two starts give the same control id.
        int random = ThreadLocalRandom.current().nextInt(RADIX * RADIX);
        this.idPrefix = Long.toString(clock.millis() / 1000, RADIX) + Integer.toString(random, RADIX) + "-";
    }

    /** The acknowledgement, not framed; empty when the sender asked for none. */
    public Optional<byte[]> write(Taken taken, Verdict verdict) {
        Acknowledgement original = original(verdict);
        Hl7Header header = taken.header();
        return AckRule.apply(header, original.code()).map(code -> {
            Acknowledgement asked = code == original.code()
                    ? original
                    : new Acknowledgement(code, original.error(), original.location(), original.text());
            Hl7Header answered = header == null ? UNKNOWN : typed(header, taken.ack());
            return asked.toBytes(answered, controlId(), ZonedDateTime.ofInstant(clock.instant(), zone));
        });
    }

    private static Acknowledgement original(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> Acknowledgement.of(AckCode.AA);
            case Verdict.AcceptedDuplicate again -> Acknowledgement.of(AckCode.AA);
            case Verdict.Refused refused -> refusal(refused);
            case Verdict.Unavailable away -> failure(AckCode.AE, away.problem(), "");
        };
    }

    private static Acknowledgement refusal(Verdict.Refused refused) {
        return switch (refused.answer()) {
            case ACCEPT -> Acknowledgement.of(AckCode.AA);
            case ERROR -> failure(AckCode.AE, refused.problem(), refused.where());
            case REJECT -> failure(AckCode.AR, refused.problem(), refused.where());
        };
    }

    /** What a sender is told about a message that was not taken. */
    public static Acknowledgement failure(AckCode code, ReceiveProblem problem, String where) {
        return Acknowledgement.of(code, error(problem), where, problem.meaning());
    }

    /** HL7 table 0357. */
    private static AckError error(ReceiveProblem problem) {
        return switch (problem) {
            case NO_HEADER -> AckError.SEGMENT_SEQUENCE;
            case ENCODING_CHARACTERS, TYPE_MISSING, CONTROL_ID_MISSING -> AckError.REQUIRED_FIELD_MISSING;
            case HEADER_UNUSABLE -> AckError.DATA_TYPE;
            case CHARSET_UNSUPPORTED, SENDER_UNKNOWN -> AckError.TABLE_VALUE_NOT_FOUND;
            case TYPE_NOT_ACCEPTED -> AckError.UNSUPPORTED_MESSAGE_TYPE;
            case VERSION_NOT_ACCEPTED -> AckError.UNSUPPORTED_VERSION_ID;
            case DUPLICATE_CONFLICT -> AckError.DUPLICATE_KEY_IDENTIFIER;
            default -> AckError.APPLICATION_INTERNAL_ERROR;
        };
    }

    private static Hl7Header typed(Hl7Header header, Ack ack) {
        return ack.type().isEmpty() ? header : header.withType(ack.type().get());
    }

    private String controlId() {
        String id = idPrefix + Long.toString(counter.incrementAndGet(), RADIX);
        return id.length() <= LONGEST_CONTROL_ID ? id : id.substring(id.length() - LONGEST_CONTROL_ID);
    }
}
