package io.sluice.format.x12;

import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a file of interchanges from beginning to end in bounded memory: envelopes, counts and control numbers, sets,
 * money. What is wrong in one set, group or interchange changes nothing for the next.
 */
public final class X12Check {

    /** Of a group larger than this only the first sets and those with errors are kept. */
    public static final int SETS = 1000;

    private final X12Lookahead source;
    private final List<X12InterchangeReport> interchanges = new ArrayList<>();
    private long setCount;

    private X12Check(X12Lookahead source) {
        this.source = source;
    }

    /** @throws IOException when the stream fails: nothing is said of the file then */
    public static X12Report of(InputStream in) throws IOException {
        X12Check check = new X12Check(new X12Lookahead(new X12SegmentReader(in)));
        try {
            while (check.source.peek().isPresent()) {
                check.interchange();
            }
            return new X12Report(check.interchanges, Optional.empty());
        } catch (ProblemException unreadable) {
            return new X12Report(check.interchanges, Optional.of(unreadable));
        }
    }

    private void interchange() throws IOException {
        X12Segment isa = source.take();
        X12IsaCheck codes = new X12IsaCheck(isa);
        List<X12GroupReport> groups = new ArrayList<>();
        try {
            contents(codes, groups);
        } finally {
            // Also when the rest cannot be read: what was found up to there is reported.
            interchanges.add(new X12InterchangeReport(isa, codes.codes(), groups));
        }
    }

    private void contents(X12IsaCheck codes, List<X12GroupReport> groups) throws IOException {
        int count = 0;
        while (true) {
            String tag = source.peek()
                    .filter(X12Segment::terminated)
                    .map(X12Segment::tag)
                    .orElse("");
            switch (tag) {
                case "TA1", "ISB", "ISE" -> source.take();
                case "GS" -> {
                    groups.add(group());
                    count++;
                }
                case "IEA" -> {
                    codes.end(source.take(), count);
                    return;
                }
                case "", "ISA" -> {
                    codes.unfinished();
                    source.peek().filter(segment -> !segment.terminated()).ifPresent(ignored -> skip());
                    return;
                }
                default -> {
                    source.take();
                    codes.content();
                }
            }
        }
    }

    /** Past the piece of a segment at the end of the file. */
    private void skip() {
        try {
            source.take();
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException("it was read already", impossible);
        }
    }

    private X12GroupReport group() throws IOException {
        X12Segment gs = source.take();
        List<String> codes = new ArrayList<>();
        List<X12SetReport> sets = new ArrayList<>();
        Set<String> controls = new HashSet<>();
        long received = 0;
        long accepted = 0;
        String control = X12SetCheck.text(gs, 6);
        if (!control.matches("\\d{1,9}")) {
            codes.add("6");
        }
        long stated = -1;
        boolean open = true;
        while (open) {
            String tag = source.peek()
                    .filter(X12Segment::terminated)
                    .map(X12Segment::tag)
                    .orElse("");
            switch (tag) {
                case "ST" -> {
                    X12Segment st = source.take();
                    boolean seen = controls.size() < SETS * 1000 && !controls.add(X12SetCheck.text(st, 2));
                    X12SetReport set = new X12SetCheck(st, X12SetCheck.text(gs, 8), source).run(++setCount, seen);
                    received++;
                    accepted += set.rejected() ? 0 : 1;
                    if (sets.size() < SETS || !set.acknowledgement().equals("A") || !set.balanced()) {
                        sets.add(set);
                    }
                }
                case "GE" -> {
                    X12Segment ge = source.take();
                    stated = X12Balance.number(ge, 1)
                            .map(java.math.BigDecimal::longValue)
                            .orElse(-1L);
                    if (!X12SetCheck.text(ge, 2).equals(control)) {
                        codes.add("4");
                    }
                    if (stated != received) {
                        codes.add("5");
                    }
                    open = false;
                }
                case "", "GS", "IEA", "ISA" -> {
                    codes.add("3");
                    open = false;
                }
                default -> {
                    source.take();
                    if (!codes.contains("5")) {
                        codes.add("5"); // a segment outside of any set: what it belongs to is not counted
                    }
                }
            }
        }
        return new X12GroupReport(
                X12SetCheck.text(gs, 1),
                X12SetCheck.text(gs, 2),
                X12SetCheck.text(gs, 3),
                control,
                X12SetCheck.text(gs, 8),
                stated,
                received,
                accepted,
                codes,
                sets);
    }
}
