package io.sluice.format.x12;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ControlVerdict;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the envelope while a file is read for its records. The order of headers and trailers and their control
 * numbers must hold, or the file ends with a problem; counts are verdicts: of IEA all, of GE and SE those that do not
 * hold.
 */
final class X12Counts {

    /** More would help nobody. */
    private static final int KEPT = 1000;

    private final List<ControlVerdict> verdicts = new ArrayList<>();
    private final X12Balances balances = new X12Balances();
    private X12Segment isa;
    private X12Segment gs;
    private X12Segment st;
    private long groups;
    private long sets;
    private long allSets;
    private long segments;

    void accept(X12Segment segment) {
        segments++;
        switch (segment.tag()) {
            case "ISA" -> {
                require(isa == null, segment);
                isa = segment;
                groups = 0;
            }
            case "GS" -> {
                require(isa != null && gs == null, segment);
                gs = segment;
                groups++;
                sets = 0;
            }
            case "ST" -> {
                require(gs != null && st == null, segment);
                st = segment;
                sets++;
                allSets++;
                segments = 1;
                balances.begin(segment);
            }
            case "SE" -> {
                require(st != null && same(st, 2, segment), segment);
                verdict("SE-1 of set " + allSets, "count(segments)", segment, segments, false);
                balances.end(allSets, this::add);
                st = null;
            }
            case "GE" -> {
                require(gs != null && st == null && same(gs, 6, segment), segment);
                verdict("GE-1 of group " + groups, "count(ST)", segment, sets, false);
                gs = null;
            }
            case "IEA" -> {
                require(isa != null && gs == null && same(isa, 13, segment), segment);
                verdict("IEA-1", "count(GS)", segment, groups, true);
                isa = null;
            }
            default -> balances.accept(segment);
        }
    }

    /** @throws ProblemException when an end is missing */
    void end() {
        if (isa != null) {
            throw new ProblemException(FormatProblem.X12_ENVELOPE, "the end of the file");
        }
    }

    List<ControlVerdict> verdicts() {
        return List.copyOf(verdicts);
    }

    private static boolean same(X12Segment header, int element, X12Segment trailer) {
        return X12SetCheck.text(header, element).equals(X12SetCheck.text(trailer, 2));
    }

    private void verdict(String name, String rule, X12Segment trailer, long found, boolean always) {
        ControlVerdict verdict =
                new ControlVerdict(name, rule, X12Balance.number(trailer, 1), BigDecimal.valueOf(found), 0);
        if (always || !verdict.holds()) {
            add(verdict);
        }
    }

    private void add(ControlVerdict verdict) {
        if (verdicts.size() < KEPT) {
            verdicts.add(verdict);
        }
    }

    private static void require(boolean holds, X12Segment segment) {
        if (!holds) {
            throw new ProblemException(FormatProblem.X12_ENVELOPE, segment.tag() + " at byte " + segment.offset());
        }
    }
}
