package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;

/**
 * Changes single places of a message and keeps every other byte: additional segments, line ends, charset, what follows
 * the last segment. A place that is not there yet is made by adding the delimiters that lead to it; segments are never
 * added.
 *
 * <pre>{@code byte[] bytes = Hl7Edit.of(message).set("MSH-5", "LAB").clear("PID-19").bytes();}</pre>
 *
 * Every method throws a {@link ProblemException}: {@link FormatProblem#EDIT_TARGET_MISSING} without the segment or the
 * selected repetition, {@link FormatProblem#EDIT_REFUSED} for MSH-1, MSH-2 and MSH-18,
 * {@link FormatProblem#CHARSET_CANNOT_ENCODE} for a text that the message cannot hold.
 */
public final class Hl7Edit {

    private static final byte[] NULL = {'"', '"'};
    private static final byte[] NOTHING = {};

    private Hl7Message message;

    private Hl7Edit(Hl7Message message) {
        this.message = message;
    }

    public static Hl7Edit of(Hl7Message message) {
        return new Hl7Edit(message);
    }

    /** Puts a text there, its delimiters escaped. An empty text is the same as {@link #clear}. */
    public Hl7Edit set(String path, String text) {
        return set(Hl7Path.of(path), text);
    }

    public Hl7Edit set(Hl7Path path, String text) {
        return replace(path, Hl7Escapes.encode(text, message.delimiters(), message.charset()));
    }

    /** Leaves the place empty: nothing is said about the value. */
    public Hl7Edit clear(String path) {
        return replace(Hl7Path.of(path), NOTHING);
    }

    /** Puts {@code ""} there: the receiver shall delete its value. */
    public Hl7Edit delete(String path) {
        return replace(Hl7Path.of(path), NULL);
    }

    public Hl7Message message() {
        return message;
    }

    public byte[] bytes() {
        return message.bytes();
    }

    private Hl7Edit replace(Hl7Path path, byte[] value) {
        refuseDelimiters(path);
        int left = Math.max(path.occurrence(), 1);
        for (Hl7Segment segment : message.segments()) {
            if (segment.is(path.segment()) && --left == 0) {
                int repetition = segment.chosen(path);
                if (repetition == 0) {
                    break;
                }
                splice(segment, path, repetition, value);
                return this;
            }
        }
        throw new ProblemException(FormatProblem.EDIT_TARGET_MISSING, place(path));
    }

    private static void refuseDelimiters(Hl7Path path) {
        if (path.relative() || path.field() == 0) {
            throw new ProblemException(FormatProblem.PATH_INVALID, "an edit needs segment and field");
        }
        boolean header = path.segment().equals("MSH");
        if (header && (path.field() <= 2 || path.field() == 18)) {
            throw new ProblemException(FormatProblem.EDIT_REFUSED, place(path));
        }
    }

    /** The path without the value of its selection, which may be an identifier's type but also an identifier. */
    private static String place(Hl7Path path) {
        return path.segment() + "-" + path.field();
    }

    private void splice(Hl7Segment segment, Hl7Path path, int repetition, byte[] value) {
        Hl7Delimiters delimiters = message.delimiters();
        byte[] bytes = message.raw();
        StringBuilder missing = new StringBuilder();
        // From the outside in: as long as a part exists, look inside it; from the first that does not, add delimiters.
        int fieldPart = path.segment().equals("MSH") ? path.field() - 1 : path.field();
        long place = step(bytes, segment.range(), delimiters.field(), fieldPart, missing);
        place = step(bytes, place, delimiters.repetition(), repetition - 1, missing);
        place = step(bytes, place, delimiters.component(), path.component() - 1, missing, path.component());
        place = step(bytes, place, delimiters.subcomponent(), path.subcomponent() - 1, missing, path.subcomponent());
        if (value.length == 0 && missing.length() > 0) {
            return;
        }
        byte[] added = missing.toString().getBytes(StandardCharsets.ISO_8859_1);
        int start = Hl7Ranges.start(place);
        int end = Hl7Ranges.end(place);
        byte[] edited = new byte[bytes.length - (end - start) + added.length + value.length];
        System.arraycopy(bytes, 0, edited, 0, start);
        System.arraycopy(added, 0, edited, start, added.length);
        System.arraycopy(value, 0, edited, start + added.length, value.length);
        System.arraycopy(bytes, end, edited, start + added.length + value.length, bytes.length - end);
        message = message.declared().isPresent()
                ? Hl7Message.parse(edited, message.declared().get())
                : Hl7Message.parse(edited);
    }

    private static long step(byte[] bytes, long whole, byte delimiter, int part, StringBuilder missing, int wanted) {
        return wanted == 0 ? whole : step(bytes, whole, delimiter, part, missing);
    }

    /**
     * The range of a part, or the end of the whole with the delimiters that lead to the part added to {@code missing}.
     */
    private static long step(byte[] bytes, long whole, byte delimiter, int part, StringBuilder missing) {
        boolean inside = missing.length() == 0;
        long found = inside ? Hl7Ranges.part(bytes, whole, delimiter, part) : Hl7Ranges.NONE;
        if (found != Hl7Ranges.NONE) {
            return found;
        }
        int existing = inside ? Hl7Ranges.parts(bytes, whole, delimiter) : 1;
        int needed = part + 1 - existing;
        if (needed > 0 && delimiter == 0) {
            throw new ProblemException(FormatProblem.CHARSET_CANNOT_ENCODE, "a delimiter that MSH-2 does not declare");
        }
        missing.repeat((char) delimiter, needed);
        return Hl7Ranges.range(Hl7Ranges.end(whole), Hl7Ranges.end(whole));
    }
}
