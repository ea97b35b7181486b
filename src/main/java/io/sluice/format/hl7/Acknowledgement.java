package io.sluice.format.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/**
 * An answer to a message (HL7 v2.5.1 section 2.9): MSH with the applications swapped, MSA, and for a refusal ERR. It
 * uses the delimiters, version and charset of the message that it answers.
 *
 * @param code MSA-1
 * @param error ERR-3, before version 2.5 also ERR-1.4; null for none
 * @param location what is wrong, as segment and field, for example {@code MSH-9}; empty for none
 * @param text ERR-8 (MSA-3 before version 2.5), what a person at the sender may read: the meaning of a code, never a
 *     value, a name of a class or a cause; empty for none
 */
public record Acknowledgement(AckCode code, AckError error, String location, String text) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSZ");

    public Acknowledgement {
        Objects.requireNonNull(code);
        Objects.requireNonNull(location);
        Objects.requireNonNull(text);
    }

    /** A positive answer, AA or CA. */
    public static Acknowledgement of(AckCode code) {
        return new Acknowledgement(code, null, "", "");
    }

    /** A refusal. */
    public static Acknowledgement of(AckCode code, AckError error, String location, String text) {
        return new Acknowledgement(code, Objects.requireNonNull(error), location, text);
    }

    /**
     * The answer as bytes, segments ended by CR.
     *
     * @param header of the message that is answered
     * @param controlId MSH-10 of the answer
     * @param at MSH-7 of the answer, with its offset
     */
    public byte[] toBytes(Hl7Header header, String controlId, ZonedDateTime at) {
        Fields fields = new Fields(header);
        fields.segment("MSH" + header.fieldSeparator() + fields.encodingCharacters());
        fields.raw(header.receivingApplication()).raw(header.receivingFacility());
        fields.raw(header.sendingApplication()).raw(header.sendingFacility());
        fields.raw(TIME.format(at)).raw("");
        fields.raw(header.trigger().isEmpty() ? "ACK" : fields.components("ACK", header.trigger(), "ACK"));
        fields.text(controlId).raw(header.processingId()).raw(header.version());
        if (!header.charset().isEmpty()) {
            fields.raw("").raw("").raw("").raw("").raw("").raw(header.charset());
        }
        boolean modern = modern(header.version());
        fields.segment("MSA").raw(code.name()).raw(header.controlId());
        if (!modern && !text.isEmpty()) {
            fields.text(text);
        }
        if (error != null) {
            fields.segment("ERR");
            if (modern) {
                fields.raw("").raw(location(fields)).raw(error(fields, '^')).raw("E");
                if (!text.isEmpty()) {
                    fields.raw("").raw("").raw("").text(text);
                }
            } else {
                // ERR-1 is all that these versions know; ERR-3 is for senders that claim one and read by a later one.
                fields.raw(fields.components(locationParts()[0], "1", locationParts()[1], error(fields, '&')));
                fields.raw("").raw(error(fields, '^')).raw("E");
            }
        }
        return fields.end();
    }

    private String location(Fields fields) {
        String[] parts = locationParts();
        return parts[0].isEmpty() ? "" : fields.components(parts[0], "1", parts[1]);
    }

    /** Segment and field; both may be empty. */
    private String[] locationParts() {
        String[] parts = location.split("[-.]", 3);
        return new String[] {parts[0], parts.length > 1 ? parts[1] : ""};
    }

    private String error(Fields fields, char level) {
        String[] parts = {Integer.toString(error.code()), error.text(), "HL70357"};
        return level == '^' ? fields.components(parts) : fields.subcomponents(parts);
    }

    /** ERR-3 came with version 2.5; an unknown version is taken for a later one. */
    private static boolean modern(String version) {
        boolean two = version.equals("2");
        boolean early = version.startsWith("2.")
                && version.length() > 2
                && version.charAt(2) >= '0'
                && version.charAt(2) <= '4'
                && (version.length() == 3 || version.charAt(3) == '.');
        return !two && !early;
    }

    /** Writes fields with the delimiters of the message that is answered. */
    private static final class Fields {

        private final Hl7Delimiters delimiters;
        private final Charset charset;
        private final StringBuilder out = new StringBuilder(256);

        Fields(Hl7Header header) {
            delimiters = delimiters(header);
            charset = Hl7Charsets.of(header.charset()).orElse(StandardCharsets.UTF_8);
        }

        private static Hl7Delimiters delimiters(Hl7Header header) {
            String characters = header.encodingCharacters();
            if (header.fieldSeparator() == '|' && (characters.isEmpty() || characters.equals("^~\\&"))) {
                return Hl7Delimiters.STANDARD; // nearly everybody: nothing to read
            }
            String msh = "MSH" + header.fieldSeparator() + (characters.isEmpty() ? "^~\\&" : characters);
            return Hl7Delimiters.read(msh.getBytes(StandardCharsets.ISO_8859_1), 0);
        }

        String encodingCharacters() {
            return delimiters.encodingCharacters();
        }

        Fields segment(String start) {
            if (!out.isEmpty()) {
                out.append('\r');
            }
            out.append(start);
            return this;
        }

        Fields raw(String value) {
            out.append((char) delimiters.field()).append(value);
            return this;
        }

        Fields text(String value) {
            return raw(Hl7Escapes.escape(value, delimiters));
        }

        String components(String... parts) {
            return joined(delimiters.component(), parts);
        }

        String subcomponents(String... parts) {
            return joined(delimiters.subcomponent(), parts);
        }

        /** A sender without this delimiter gets the first part alone. */
        private static String joined(byte delimiter, String... parts) {
            return delimiter == 0 ? parts[0] : String.join(String.valueOf((char) delimiter), parts);
        }

        byte[] end() {
            return out.append('\r').toString().getBytes(charset);
        }
    }
}
