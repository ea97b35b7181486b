package io.sluice.format.x12;

import io.xlate.edi.schema.Schema;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Checks what stands between one ST and its SE: segments, loops and elements by StAEDI, and what guides ask beyond
 * that.
 */
final class X12SetCheck {

    /** How many findings of a set are kept; a 999 with more helps nobody. */
    static final int FINDINGS = 200;

    private final X12Segment st;
    private final String guide;
    private final X12SetBody body;
    private final X12Cursor cursor = new X12Cursor();
    private final X12GuideCheck guides;
    private final X12Balance balance;
    private final Deque<String> loops = new ArrayDeque<>();
    private final List<X12Finding> findings = new ArrayList<>();
    private long count;
    private boolean bySchema;

    /** @param groupVersion GS08, which says what ST03 does not */
    X12SetCheck(X12Segment st, String groupVersion, X12Lookahead source) {
        this.st = st;
        this.body = new X12SetBody(source);
        String convention = text(st, 3);
        this.guide = convention.isEmpty() ? groupVersion : convention;
        this.guides = new X12GuideCheck(text(st, 1), guide, this::add);
        this.balance = X12Balance.of(text(st, 1));
    }

    /** Reads up to the end of the set. */
    X12SetReport run(long number, boolean controlSeen) throws IOException {
        guides.accept(cursor.accept(st), st, 1);
        Optional<Schema> schema = guide.startsWith("005010") ? X12Schemas.of(text(st, 1)) : Optional.empty();
        bySchema = schema.isPresent();
        X12SetStream stream = new X12SetStream(st, body, this::see);
        if (bySchema) {
            read(stream, schema.get());
        }
        stream.drain();
        guides.end(body.position() + 1);
        findings.sort(java.util.Comparator.comparingInt(X12Finding::position));
        return new X12SetReport(
                number,
                text(st, 1),
                text(st, 2),
                guide,
                codes(controlSeen),
                findings,
                count,
                bySchema,
                balance.verdicts());
    }

    private void see(X12Segment segment) {
        guides.accept(cursor.accept(segment), segment, body.position());
        balance.accept(segment);
        if (!bySchema && !segment.tag().matches("[A-Z][A-Z0-9]{1,2}")) {
            add(X12Finding.ofSegment(X12Error.SEGMENT_UNKNOWN, "ZZZ", body.position(), ""));
        }
    }

    private void read(X12SetStream stream, Schema schema) throws IOException {
        try (EDIStreamReader reader = EDIInputFactory.newFactory().createEDIStreamReader(stream, "ISO-8859-1")) {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case START_TRANSACTION -> reader.setTransactionSchema(schema);
                    case START_LOOP ->
                        loops.push(reader.getReferenceCode().substring(1)); // all codes of the schemas begin with L
                    case END_LOOP -> loops.pop();
                    case SEGMENT_ERROR, ELEMENT_OCCURRENCE_ERROR, ELEMENT_DATA_ERROR -> found(reader, stream);
                    default -> {
                        // data
                    }
                }
            }
        } catch (EDIStreamException | IllegalStateException unreadable) {
            add(X12Finding.ofSegment(
                    X12Error.SEGMENT_UNEXPECTED, stream.tag(body.position(), "ZZZ"), body.position(), ""));
        }
    }

    private void found(EDIStreamReader reader, X12SetStream stream) {
        Optional<X12Error> error = X12Error.of(reader.getErrorType());
        if (error.isEmpty() || error.get() == X12Error.SEGMENT_HAS_ELEMENT_ERRORS) {
            return;
        }
        Location at = reader.getLocation();
        int position = at.getSegmentPosition() - X12SetStream.HEADERS;
        boolean missing = error.get() == X12Error.SEGMENT_MISSING;
        String tag = missing ? String.valueOf(reader.getReferenceCode()) : stream.tag(position, at.getSegmentTag());
        // A segment of the set itself is missed when the first loop begins.
        boolean ofSet = missing && X12Grammar.of(text(st, 1)).segments().contains(tag);
        String loop = loops.isEmpty() || ofSet ? "" : loops.peek();
        if (error.get().ofSegment()) {
            boolean none = error.get() == X12Error.SEGMENT_NOT_IN_SET && stream.replaced(position);
            X12Error shown = none ? X12Error.SEGMENT_UNKNOWN : error.get();
            add(X12Finding.ofSegment(shown, tag.replaceFirst("^L(?=\\d)", ""), position, loop));
            return;
        }
        String reference = reader.getReferenceCode() == null ? "" : reader.getReferenceCode();
        String number = reference.matches("E?\\d+") ? reference.replaceFirst("^E", "") : "";
        add(new X12Finding(
                error.get(),
                tag,
                position,
                loop,
                at.getElementPosition(),
                Math.max(at.getComponentPosition(), 0),
                Math.max(at.getElementOccurrence(), 1),
                number));
    }

    private void add(X12Finding finding) {
        count++;
        if (findings.size() < FINDINGS) {
            findings.add(finding);
        }
    }

    private List<String> codes(boolean controlSeen) {
        List<String> codes = new ArrayList<>();
        if (!text(st, 1).matches("\\d{3}")) {
            codes.add("6");
        }
        if (!text(st, 2).matches("[A-Za-z0-9]{4,9}")) {
            codes.add("7");
        } else if (controlSeen) {
            codes.add("23");
        }
        if (body.end().isEmpty()) {
            codes.add("2");
        } else {
            X12Segment se = body.end().get();
            if (!text(se, 2).equals(text(st, 2))) {
                codes.add("3");
            }
            if (!text(se, 1).matches("0*" + (body.position() + 1))) {
                codes.add("4");
            }
        }
        boolean againstGuide =
                findings.stream().anyMatch(finding -> finding.error().code().startsWith("I"));
        if (findings.size()
                > findings.stream()
                        .filter(finding -> finding.error().code().startsWith("I"))
                        .count()) {
            codes.add("5");
        }
        if (againstGuide) {
            codes.add("I5");
        }
        return codes;
    }

    static String text(X12Segment segment, int element) {
        String text = segment.element(element);
        return text == null ? "" : text.strip();
    }
}
