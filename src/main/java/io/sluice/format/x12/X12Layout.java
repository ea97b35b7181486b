package io.sluice.format.x12;

import io.sluice.format.Format;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.Declared;
import io.sluice.format.records.RecordParser;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.WritableLayout;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Records of X12 files: one for each transaction set, or for each loop of a kind: {@code records: {detail: claim}}
 * gives one for each claim (CLM) and each claim paid (CLP), {@code detail: INS} one for each member. A record's context
 * is what it stands under: ISA and GS; for a loop also ST, the heading and the levels above it. Context and bytes
 * together are read as one message, so that a claim shows its billing provider, subscriber and payment.
 */
public final class X12Layout implements WritableLayout {

    /** One record for each set. */
    public static final X12Layout SETS = new X12Layout(Set.of());

    /** One record for each claim; a set without claims is one record. */
    public static final X12Layout CLAIMS = new X12Layout(Set.of("CLM", "CLP"));

    private final Set<String> details;

    private X12Layout(Set<String> details) {
        this.details = details;
    }

    /** @throws io.sluice.message.ProblemException {@link io.sluice.format.FormatProblem#LAYOUT_INVALID} with the key */
    public static X12Layout of(Declared records) {
        return of(records.only(Set.of("detail")).text("detail", "set"))
                .orElseThrow(() -> records.invalidAt("detail, which is set, claim or a segment such as INS"));
    }

    /**
     * @param detail {@code set}, {@code claim}, or the segment that begins the loop, {@code INS}; empty for another
     *     word
     */
    public static Optional<X12Layout> of(String detail) {
        return switch (detail) {
            case "", "set" -> Optional.of(SETS);
            case "claim" -> Optional.of(CLAIMS);
            default ->
                detail.matches("[A-Z][A-Z0-9]{1,2}") ? Optional.of(new X12Layout(Set.of(detail))) : Optional.empty();
        };
    }

    @Override
    public Format format() {
        return Format.X12;
    }

    /**
     * Counts and control numbers are checked, and each set that is one record; of claims only {@link X12Check} checks
     * the set.
     */
    @Override
    public RecordReader read(InputStream in) {
        return read(in, (Set<Long>) null);
    }

    /**
     * As {@link #read(InputStream)}, after the file was checked.
     *
     * @param report of the same file: the records of sets that it rejects have a problem
     */
    public RecordReader read(InputStream in, X12Report report) {
        return read(in, X12Rejections.of(report));
    }

    /** @param rejected numbers of sets; null when the file was not checked */
    private RecordReader read(InputStream in, Set<Long> rejected) {
        return new X12RecordReader(new X12SegmentReader(in), this, rejected);
    }

    /** The interchanges that are written become one. */
    @Override
    public RecordWriter write(OutputStream out, BatchFacts facts) {
        return new X12BatchFile(out, facts);
    }

    @Override
    public RecordParser parser(byte[] context) {
        return (role, bytes) -> {
            byte[] whole = Arrays.copyOf(context, context.length + bytes.length);
            System.arraycopy(bytes, 0, whole, context.length, bytes.length);
            return X12Message.parse(whole);
        };
    }

    boolean splitsSets() {
        return !details.isEmpty();
    }

    /** The loop of a detail that the loop is, or stands in; null for neither. */
    X12Frame detail(X12Frame frame) {
        for (X12Frame at = frame; at != null; at = at.parent()) {
            if (details.contains(at.begin())) {
                return at;
            }
        }
        return null;
    }

    /** Whether details stand directly in the loop. */
    boolean holdsDetails(X12Frame frame) {
        return frame.grammar().loops().keySet().stream().anyMatch(details::contains);
    }
}
