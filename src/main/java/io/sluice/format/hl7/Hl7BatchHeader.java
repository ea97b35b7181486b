package io.sluice.format.hl7;

import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A segment FHS or BHS (HL7 v2.5.1 sections 2.14.2 and 2.14.5), whose fields have the same numbers. Texts stand as in
 * the segment, with their components and escapes, so that an answer can carry them back.
 *
 * @param file FHS, else BHS
 * @param fields from number 3 to 12: applications and facilities, time, security, name, comment, control id, reference
 */
public record Hl7BatchHeader(boolean file, Hl7Delimiters delimiters, List<String> fields) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssZ");
    private static final int FIRST = 3;
    private static final int LAST = 12;

    public Hl7BatchHeader {
        fields = List.copyOf(fields);
    }

    /**
     * Reads a header record of a batch file.
     *
     * @throws ProblemException {@link io.sluice.format.FormatProblem#HL7_NO_DELIMITERS}
     */
    public static Hl7BatchHeader read(byte[] segment) {
        Hl7Message view = Hl7Message.envelope(segment, Optional.empty());
        String[] parts = new String(segment, StandardCharsets.ISO_8859_1)
                .split("[\r\n]", 2)[0].split(
                        java.util.regex.Pattern.quote(
                                String.valueOf((char) view.delimiters().field())),
                        -1);
        List<String> fields = new java.util.ArrayList<>();
        for (int number = FIRST; number <= LAST; number++) {
            fields.add(number - 1 < parts.length ? parts[number - 1] : "");
        }
        return new Hl7BatchHeader(segment[0] == 'F', view.delimiters(), fields);
    }

    /**
     * A header of one's own, in the standard delimiters.
     *
     * @param controlId BHS-11 or FHS-11
     */
    public static Hl7BatchHeader of(
            boolean file,
            String application,
            String facility,
            String receiver,
            String receivingFacility,
            ZonedDateTime at,
            String name,
            String controlId) {
        List<String> fields = List.of(
                application, facility, receiver, receivingFacility, TIME.format(at), "", name, "", controlId, "");
        return new Hl7BatchHeader(
                file,
                Hl7Delimiters.STANDARD,
                fields.stream()
                        .map(text -> Hl7Escapes.escape(text, Hl7Delimiters.STANDARD))
                        .toList());
    }

    /** BHS-11 or FHS-11. */
    public String controlId() {
        return field(11);
    }

    /** BHS-12 or FHS-12: the control id of what this answers. */
    public String referenceControlId() {
        return field(12);
    }

    /** The text of a field from 3 to 12. */
    public String field(int number) {
        return fields.get(number - FIRST);
    }

    /**
     * The header of the answer (HL7 v2.5.1 section 2.10.3.3): applications swapped, its own control id, and that of
     * this header as the reference.
     */
    public Hl7BatchHeader answer(String ownControlId, ZonedDateTime at) {
        String own = Hl7Escapes.escape(ownControlId, delimiters);
        return new Hl7BatchHeader(
                file,
                delimiters,
                List.of(field(5), field(6), field(3), field(4), TIME.format(at), "", field(9), "", own, controlId()));
    }

    byte[] toBytes(Charset charset) {
        char separator = (char) delimiters.field();
        StringBuilder segment = new StringBuilder(file ? "FHS" : "BHS");
        segment.append(separator).append(delimiters.encodingCharacters());
        fields.forEach(text -> segment.append(separator).append(text));
        while (segment.charAt(segment.length() - 1) == separator) {
            segment.setLength(segment.length() - 1);
        }
        return segment.append('\r').toString().getBytes(charset);
    }
}
