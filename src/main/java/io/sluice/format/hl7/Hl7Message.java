package io.sluice.format.hl7;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.Place;
import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * An HL7 v2 message as a view of its original bytes. Reading finds the delimiters and the segments; everything else is
 * decoded when asked. May be read by several threads: what is computed late is immutable and at worst computed twice.
 */
public final class Hl7Message implements Hl7Scope, Content {

    /** Something a correct sender would have done differently. The path names a segment or field; never a value. */
    public record Warning(String code, String path) {}

    private final byte[] bytes;
    private final Optional<Charset> declared;
    private final Hl7Delimiters delimiters;
    private final Hl7Lines lines;
    private Hl7Header header;
    private Hl7Encoding encoding;
    private List<Hl7Segment> segments;
    private List<Warning> warnings;

    private Hl7Message(byte[] bytes, Optional<Charset> declared) {
        this(bytes, declared, Hl7Lines.findHeader(bytes));
    }

    private Hl7Message(byte[] bytes, Optional<Charset> declared, int header) {
        this(bytes, declared, header, Hl7Delimiters.read(bytes, header));
    }

    private Hl7Message(byte[] bytes, Optional<Charset> declared, int header, Hl7Delimiters delimiters) {
        this.bytes = bytes;
        this.declared = declared;
        this.delimiters = delimiters;
        this.lines = Hl7Lines.scan(bytes, header, delimiters.field());
    }

    /**
     * One segment FHS, BHS, BTS or FTS of a batch (HL7 v2.5.1 section 2.10.3), read as a message is: its fields are
     * found by the same paths.
     *
     * @throws ProblemException {@link io.sluice.format.FormatProblem#HL7_NO_DELIMITERS}
     */
    static Hl7Message envelope(byte[] segment, Optional<Charset> declared) {
        boolean trailer = segment[1] == 'T';
        return trailer
                ? new Hl7Message(
                        segment,
                        declared,
                        0,
                        Hl7Delimiters.STANDARD.withField(segment.length > 3 ? segment[3] : (byte) '|'))
                : new Hl7Message(segment, declared, 0);
    }

    /**
     * Reads a message whose system declares no charset: MSH-18 decides, else UTF-8 where the bytes are, else ISO
     * 8859-1.
     *
     * @param bytes kept, not copied; the caller gives them away
     * @throws ProblemException {@link io.sluice.format.FormatProblem#HL7_NO_MSH} or
     *     {@link io.sluice.format.FormatProblem#HL7_NO_DELIMITERS}, nothing else
     */
    public static Hl7Message parse(byte[] bytes) {
        return new Hl7Message(bytes, Optional.empty());
    }

    /** As {@link #parse(byte[])}; {@code declared} is the charset where MSH-18 names none. */
    public static Hl7Message parse(byte[] bytes, Charset declared) {
        return new Hl7Message(bytes, Optional.of(declared));
    }

    public Hl7Header header() {
        Hl7Header known = header;
        if (known == null) {
            known = Hl7HeaderReader.read(
                    bytes, lines.range(0), delimiters, encoding().charset());
            header = known;
        }
        return known;
    }

    @Override
    public List<Hl7Segment> segments() {
        List<Hl7Segment> known = segments;
        if (known == null) {
            Hl7Segment[] found = new Hl7Segment[lines.count()];
            for (int i = 0; i < found.length; i++) {
                found[i] = new Hl7Segment(this, lines.range(i));
            }
            known = List.of(found);
            segments = known;
        }
        return known;
    }

    /** What was tolerated, each once. Reads the whole message: for the trace, not for the accepting path. */
    public List<Warning> warnings() {
        List<Warning> known = warnings;
        if (known == null) {
            known = Hl7Warnings.of(this, lines, encoding());
            warnings = known;
        }
        return known;
    }

    @Override
    public Format format() {
        return Format.HL7V2;
    }

    @Override
    public String type() {
        return header().type();
    }

    @Override
    public String version() {
        return header().version();
    }

    @Override
    public String controlId() {
        return header().controlId();
    }

    @Override
    public Object tree() {
        return Hl7Tree.of(this);
    }

    @Override
    public byte[] digest(List<Place> without) {
        return Hl7Digest.sha256(
                this, without.stream().map(place -> ((Hl7Place) place).at()).toList());
    }

    @Override
    public List<String> tolerated() {
        return warnings().stream()
                .map(warning -> warning.path().isEmpty() ? warning.code() : warning.code() + " " + warning.path())
                .toList();
    }

    /** How texts are decoded. */
    public Charset charset() {
        return encoding().charset();
    }

    public Hl7Delimiters delimiters() {
        return delimiters;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    byte[] raw() {
        return bytes;
    }

    Optional<Charset> declared() {
        return declared;
    }

    private Hl7Encoding encoding() {
        Hl7Encoding known = encoding;
        if (known == null) {
            known = Hl7Encoding.of(bytes, Hl7HeaderReader.charset(bytes, lines.range(0), delimiters), declared);
            encoding = known;
        }
        return known;
    }

    Hl7Value verbatim(long range) {
        if (range == Hl7Ranges.NONE) {
            return Hl7Value.ABSENT;
        }
        return Hl7Ranges.empty(range) ? Hl7Value.EMPTY : new Hl7Value.Text(decode(range));
    }

    /** The value of a place that may have components, subcomponents, both or none. */
    Hl7Value value(long range, boolean components, boolean subcomponents) {
        if (range == Hl7Ranges.NONE) {
            return Hl7Value.ABSENT;
        }
        byte component = components ? delimiters.component() : 0;
        byte subcomponent = subcomponents ? delimiters.subcomponent() : 0;
        int start = Hl7Ranges.start(range);
        int end = Hl7Ranges.end(range);
        // Trailing delimiters say nothing (HL7 v2.5.1 section 2.6.1 d), so "A^^" is the plain value "A".
        while (end > start && bytes[end - 1] != 0 && (bytes[end - 1] == component || bytes[end - 1] == subcomponent)) {
            end--;
        }
        if (end == start) {
            return Hl7Value.EMPTY;
        }
        if (end - start == 2 && bytes[start] == '"' && bytes[start + 1] == '"') {
            return Hl7Value.NULL;
        }
        long trimmed = Hl7Ranges.range(start, end);
        String text = decode(trimmed);
        boolean parts =
                Hl7Ranges.contains(bytes, trimmed, component) || Hl7Ranges.contains(bytes, trimmed, subcomponent);
        if (!parts && Hl7Ranges.contains(bytes, trimmed, delimiters.escape())) {
            text = Hl7Escapes.unescape(text, delimiters, charset());
        }
        return text.isEmpty() ? Hl7Value.EMPTY : new Hl7Value.Text(text);
    }

    private String decode(long range) {
        int start = Hl7Ranges.start(range);
        return new String(bytes, start, Hl7Ranges.end(range) - start, charset());
    }
}
