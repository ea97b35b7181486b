package io.sluice.format.hl7;

import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads MSH from bytes and delimiters alone, so that it also works for a message that is cut off. */
final class Hl7HeaderReader {

    private final byte[] bytes;
    private final long msh;
    private final Hl7Delimiters delimiters;
    private final Charset charset;

    private Hl7HeaderReader(byte[] bytes, long msh, Hl7Delimiters delimiters, Charset charset) {
        this.bytes = bytes;
        this.msh = msh;
        this.delimiters = delimiters;
        this.charset = charset;
    }

    static Hl7Header read(byte[] bytes, long msh, Hl7Delimiters delimiters, Charset charset) {
        return new Hl7HeaderReader(bytes, msh, delimiters, charset).header();
    }

    /** MSH-18, whose characters are ASCII in every charset that is supported. */
    static String charset(byte[] bytes, long msh, Hl7Delimiters delimiters) {
        return new Hl7HeaderReader(bytes, msh, delimiters, StandardCharsets.ISO_8859_1).component(18, 1);
    }

    /** What can be known of the sender of a message that cannot be read; empty without {@code MSH} and a separator. */
    static Optional<Hl7Header> peek(byte[] bytes) {
        int start;
        try {
            start = Hl7Lines.findHeader(bytes);
        } catch (ProblemException notHl7) {
            return Optional.empty();
        }
        int end = start;
        while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        if (end < start + 4) {
            return Optional.empty();
        }
        long msh = Hl7Ranges.range(start, end);
        Hl7Delimiters delimiters;
        try {
            delimiters = Hl7Delimiters.read(bytes, start);
        } catch (ProblemException withoutEncodingCharacters) {
            delimiters = bytes[start + 3] == '|' ? Hl7Delimiters.STANDARD : null;
        }
        return delimiters == null
                ? Optional.empty()
                : Optional.of(read(bytes, msh, delimiters, StandardCharsets.ISO_8859_1));
    }

    private Hl7Header header() {
        String code = component(9, 1);
        String trigger = component(9, 2);
        return new Hl7Header(
                (char) delimiters.field(),
                delimiters.encodingCharacters(),
                text(field(3)),
                text(field(4)),
                text(field(5)),
                text(field(6)),
                component(7, 1),
                trigger.isEmpty() ? code : code + "^" + trigger,
                component(9, 3),
                text(field(10)),
                component(11, 1),
                component(12, 1),
                text(field(13)),
                text(field(15)),
                text(field(16)),
                component(18, 1));
    }

    private String component(int field, int component) {
        long repetition = Hl7Ranges.part(bytes, field(field), delimiters.repetition(), 0);
        return text(Hl7Ranges.part(bytes, repetition, delimiters.component(), component - 1));
    }

    private long field(int field) {
        long found = Hl7Ranges.part(bytes, msh, delimiters.field(), field - 1);
        return found == Hl7Ranges.NONE ? Hl7Ranges.range(0, 0) : found;
    }

    private String text(long range) {
        if (range == Hl7Ranges.NONE || Hl7Ranges.empty(range)) {
            return "";
        }
        int start = Hl7Ranges.start(range);
        return new String(bytes, start, Hl7Ranges.end(range) - start, charset).strip();
    }
}
