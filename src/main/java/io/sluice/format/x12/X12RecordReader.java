package io.sluice.format.x12;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records of one X12 file. ISA and GS are headers, GE and IEA trailers, and so is, of a set that is split, what follows
 * its last detail (PLB, SE). A set without a detail is one record.
 */
final class X12RecordReader implements RecordReader {

    /** A set that is one record stands in memory; a larger one is to be split. */
    static final int SET_LIMIT = 64 << 20;

    private final X12SegmentReader source;
    private final X12Layout layout;
    private final Set<Long> rejected;
    private final X12Cursor cursor = new X12Cursor();
    private final X12Context context = new X12Context();
    private final X12Counts counts = new X12Counts();
    private final Deque<FileRecord> ready = new ArrayDeque<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private byte[] openContext;
    private X12Frame detail;
    private boolean split;
    private long openOffset;
    private long ordinal;
    private long sets;
    private boolean parsing = true;
    private ProblemException failure;

    X12RecordReader(X12SegmentReader source, X12Layout layout, Set<Long> rejected) {
        this.source = source;
        this.layout = layout;
        this.rejected = rejected;
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            while (ready.isEmpty()) {
                Optional<X12Segment> segment = source.next();
                if (segment.isEmpty()) {
                    counts.end();
                    return Optional.empty();
                }
                accept(segment.get());
            }
            return Optional.of(ready.poll());
        } catch (ProblemException wholeFile) {
            failure = wholeFile;
            throw wholeFile;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        parsing = false;
        long skipped = 0;
        while (skipped < count && next().isPresent()) {
            skipped++;
        }
        parsing = true;
        return skipped;
    }

    @Override
    public List<ControlVerdict> verdicts() {
        return counts.verdicts();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void accept(X12Segment segment) {
        counts.accept(segment);
        X12Frame frame = cursor.accept(segment);
        switch (segment.tag()) {
            case "ISA" -> {
                context.interchange(segment);
                header(segment, new byte[0]);
            }
            case "GS" -> {
                byte[] above = context.bytes();
                context.group(segment);
                header(segment, above);
            }
            case "ST" -> set(segment, frame);
            case "SE" -> endSet(segment);
            case "TA1" -> header(segment, context.bytes());
            case "GE", "IEA" -> single(RecordRole.TRAILER, segment, context.bytes());
            default -> content(segment, frame);
        }
    }

    private void header(X12Segment segment, byte[] above) {
        single(RecordRole.HEADER, segment, above);
    }

    private void single(RecordRole role, X12Segment segment, byte[] above) {
        ready.add(new FileRecord(
                ++ordinal, role, segment.offset(), segment.trimmed(), above, layout.parser(above), null));
    }

    private void set(X12Segment st, X12Frame frame) {
        sets++;
        split = false;
        detail = null;
        begin(st, context.bytes());
        if (layout.splitsSets()) {
            context.add(frame, st);
        }
    }

    private void begin(X12Segment segment, byte[] under) {
        open.reset();
        open.writeBytes(segment.trimmed());
        openOffset = segment.offset();
        openContext = under;
    }

    private void content(X12Segment segment, X12Frame frame) {
        if (frame == null) {
            throw new ProblemException(FormatProblem.X12_ENVELOPE, "byte " + segment.offset());
        }
        if (!layout.splitsSets()) {
            keep(segment);
            return;
        }
        X12Frame of = layout.detail(frame);
        if (of == null) {
            above(segment, frame);
        } else if (of != detail) {
            finish();
            detail = of;
            split = true;
            begin(segment, context.bytes());
        } else {
            keep(segment);
        }
    }

    /** A segment of no detail: it is part of what the next stand under. */
    private void above(X12Segment segment, X12Frame frame) {
        if (detail != null) {
            finish();
            detail = null;
            begin(segment, context.bytes());
        } else {
            keep(segment);
        }
        X12Frame owner = frame;
        while (owner.parent() != null && !owner.isLevel() && !layout.holdsDetails(owner)) {
            owner = owner.parent();
        }
        context.add(owner, segment);
    }

    private void keep(X12Segment segment) {
        if (open.size() + segment.bytes().length > SET_LIMIT) {
            throw new ProblemException(FormatProblem.X12_SEGMENT_LIMIT, "set at byte " + openOffset);
        }
        open.writeBytes(segment.bytes());
    }

    /** The detail that is open; the heading of a set that has been split is in the context only. */
    private void finish() {
        if (detail != null) {
            record(RecordRole.DETAIL, problem(sets));
        }
    }

    private void endSet(X12Segment se) {
        if (detail != null) {
            finish();
            begin(se, context.bytes());
        } else {
            keep(se);
        }
        ProblemException problem = problem(sets);
        if (rejected == null && parsing && !layout.splitsSets()) {
            problem = checked();
        }
        record(split ? RecordRole.TRAILER : RecordRole.DETAIL, problem);
        detail = null;
        context.endSet();
    }

    private void record(RecordRole role, ProblemException problem) {
        ready.add(new FileRecord(
                ++ordinal, role, openOffset, open.toByteArray(), openContext, layout.parser(openContext), problem));
    }

    private ProblemException problem(long set) {
        return rejected != null && rejected.contains(set)
                ? new ProblemException(FormatProblem.X12_SET_REJECTED, "set " + set)
                : null;
    }

    /** The set by itself, without the envelope that is checked as it passes. */
    private ProblemException checked() {
        try (X12SegmentReader reader = new X12SegmentReader(new ByteArrayInputStream(whole()))) {
            X12Lookahead segments = new X12Lookahead(reader);
            String version = "";
            while (!segments.peek().orElseThrow().is("ST")) {
                X12Segment header = segments.take();
                version = header.is("GS") ? X12SetCheck.text(header, 8) : version;
            }
            boolean bad = new X12SetCheck(segments.take(), version, segments)
                    .run(sets, false)
                    .rejected();
            return bad ? new ProblemException(FormatProblem.X12_SET_REJECTED, "set " + sets) : null;
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException("reading from memory", impossible);
        }
    }

    private byte[] whole() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(openContext);
        whole.writeBytes(open.toByteArray());
        return whole.toByteArray();
    }
}
