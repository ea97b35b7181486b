package io.sluice.format.x12;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.Place;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Segments in memory that begin with their ISA: a whole interchange, or one record of it under its headers. Tolerant:
 * it looks at no count and asks for no end; {@link X12Check} does. Immutable but for caches; for one thread.
 */
public final class X12Message implements Content {

    private final byte[] bytes;
    private final List<X12Segment> segments;
    private X12Tree tree;
    private X12Outline outline;

    private X12Message(byte[] bytes, List<X12Segment> segments) {
        this.bytes = bytes;
        this.segments = segments;
    }

    /**
     * @throws ProblemException {@link FormatProblem#X12_NO_ISA}, {@link FormatProblem#X12_NO_DELIMITERS} or
     *     {@link FormatProblem#X12_SEGMENT_LIMIT}
     */
    public static X12Message parse(byte[] bytes) {
        List<X12Segment> segments = new ArrayList<>();
        try (X12SegmentReader reader = new X12SegmentReader(new ByteArrayInputStream(bytes))) {
            for (Optional<X12Segment> next = reader.next(); next.isPresent(); next = reader.next()) {
                segments.add(next.get());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
        if (segments.isEmpty()) {
            throw new ProblemException(FormatProblem.X12_NO_ISA, "byte 0");
        }
        return new X12Message(bytes, List.copyOf(segments));
    }

    public List<X12Segment> segments() {
        return segments;
    }

    public X12Delimiters delimiters() {
        return segments.getFirst().delimiters();
    }

    @Override
    public Format format() {
        return Format.X12;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    /** ST01, {@code 837}; of the first set. Empty when there is none. */
    @Override
    public String type() {
        return field("ST-1").orElse("");
    }

    /** ST03, else GS08: {@code 005010X222A1}. */
    @Override
    public String version() {
        return field("ST-3").or(() -> field("GS-8")).orElse("");
    }

    /** ISA13, GS06 and ST02 of the first set, joined by dashes, which names a set among those of a sender. */
    @Override
    public String controlId() {
        return String.join(
                "-",
                field("ISA-13").orElse(""),
                field("GS-6").orElse(""),
                field("ST-2").orElse(""));
    }

    /** What stands at a path, as text; empty when there is none or it says nothing. */
    public Optional<String> field(String path) {
        String found = X12ScopeTree.read(segments, X12Path.of(path));
        return Optional.ofNullable(found).filter(text -> !text.isBlank());
    }

    /** For mappings; see {@link X12Tree}. */
    @Override
    public X12Tree tree() {
        if (tree == null) {
            tree = new X12ScopeTree(this, segments);
        }
        return tree;
    }

    /** Line breaks between segments do not count. */
    @Override
    public byte[] digest(List<Place> without) {
        return X12Digest.of(
                this,
                without.stream().map(place -> ((X12Place) place).compiled()).toList());
    }

    /** Nothing: what is wrong with an interchange is told by its TA1 and 999. */
    @Override
    public List<String> tolerated() {
        return List.of();
    }

    X12Outline outline() {
        if (outline == null) {
            outline = X12Outline.of(segments);
        }
        return outline;
    }
}
