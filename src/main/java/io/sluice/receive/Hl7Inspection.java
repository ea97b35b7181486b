package io.sluice.receive;

import io.sluice.catalog.Identity;
import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.hl7.Hl7Charsets;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.hl7.Hl7Path;
import io.sluice.format.hl7.Hl7Value;
import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** Looks into an HL7 v2 message as far as it must be right before anybody can take it (HL7 v2.5.1 section 2.15.9). */
final class Hl7Inspection implements Inspection {

    private static final Hl7Path APPLICATION = Hl7Path.of("MSH-3-1");
    private static final Hl7Path FACILITY = Hl7Path.of("MSH-4-1");

    private final Optional<Charset> charset;
    private final Identity identity;

    /**
     * @param charset of messages that do not name one
     * @param identity what the sender may call itself
     */
    Hl7Inspection(Optional<Charset> charset, Identity identity) {
        this.charset = charset;
        this.identity = identity;
    }

    @Override
    public Format format() {
        return Format.HL7V2;
    }

    @Override
    public Inspected inspect(byte[] bytes) {
        Hl7Message message;
        try {
            message = charset.isPresent() ? Hl7Message.parse(bytes, charset.get()) : Hl7Message.parse(bytes);
        } catch (ProblemException e) {
            Hl7Header known = Hl7Header.peek(bytes).orElse(null);
            return e.problem() == FormatProblem.HL7_NO_DELIMITERS
                    ? new Inspected(Format.HL7V2, null, known, ReceiveProblem.ENCODING_CHARACTERS, e.where())
                    : new Inspected(Format.HL7V2, null, known, ReceiveProblem.NO_HEADER, "MSH");
        }
        return judge(message, bytes);
    }

    @Override
    public Inspected judge(Content content, byte[] bytes) {
        if (!(content instanceof Hl7Message message)) {
            // A record of an integration that is gone meanwhile: who takes it is asked next, and nobody does.
            return new Inspected(content.format(), content, null, null, "");
        }
        Hl7Header header = message.header();
        if (header.type().isEmpty()) {
            return new Inspected(Format.HL7V2, message, header, ReceiveProblem.TYPE_MISSING, "MSH-9");
        }
        if (header.controlId().isEmpty()) {
            return new Inspected(Format.HL7V2, message, header, ReceiveProblem.CONTROL_ID_MISSING, "MSH-10");
        }
        String unusable = unusable(header);
        if (unusable != null) {
            return new Inspected(Format.HL7V2, message, header, ReceiveProblem.HEADER_UNUSABLE, unusable);
        }
        if (!allowed(identity.applications(), message, APPLICATION)) {
            return new Inspected(Format.HL7V2, message, header, ReceiveProblem.SENDER_UNKNOWN, "MSH-3");
        }
        if (!allowed(identity.facilities(), message, FACILITY)) {
            return new Inspected(Format.HL7V2, message, header, ReceiveProblem.SENDER_UNKNOWN, "MSH-4");
        }
        if (charsetUnknown(header) && !ascii(bytes)) {
            // A guess could turn one name into another one, and nobody downstream would see that it was a guess.
            return new Inspected(Format.HL7V2, message, header, ReceiveProblem.CHARSET_UNSUPPORTED, "MSH-18");
        }
        return new Inspected(Format.HL7V2, message, header, null, "");
    }

    /** What is searched by, shown in lists and echoed must be text of a sane length (MSH-10 has 199 in HL7 v2.9). */
    private static String unusable(Hl7Header header) {
        if (!Inspection.usable(header.type())) {
            return "MSH-9";
        }
        if (!Inspection.usable(header.controlId())) {
            return "MSH-10";
        }
        return Inspection.usable(header.version()) ? null : "MSH-12";
    }

    private static boolean allowed(List<String> names, Hl7Message message, Hl7Path path) {
        return names.isEmpty() || message.lookup(path) instanceof Hl7Value.Text text && names.contains(text.value());
    }

    private static boolean charsetUnknown(Hl7Header header) {
        return !header.charset().isEmpty() && Hl7Charsets.of(header.charset()).isEmpty();
    }

    private static boolean ascii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
