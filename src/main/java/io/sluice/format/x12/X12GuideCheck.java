package io.sluice.format.x12;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the implementation guides of HIPAA (005010X220 to X231) ask beyond the standard, as far as a claim, member or
 * payment cannot be told without it: loops and segments that must stand in others.
 */
final class X12GuideCheck {

    /**
     * @param guides beginnings of ST03
     * @param within tag of the segment that begins the loop
     * @param kind element 3 of a level (HL); empty for every one
     * @param needs tag
     * @param roles one of them must be its element 1; empty for any
     * @param loop whose absence it is; empty when it is a segment of the loop itself
     */
    private record Rule(List<String> guides, String within, String kind, String needs, Set<String> roles, String loop) {

        boolean meets(X12Segment segment) {
            return segment.is(needs) && (roles.isEmpty() || roles.contains(X12SetCheck.text(segment, 1)));
        }
    }

    private static final List<String> CLAIMS = List.of("005010X222", "005010X223", "005010X224");

    private static final List<Rule> RULES = List.of(
            new Rule(CLAIMS, "ST", "", "NM1", Set.of("41"), "1000A"),
            new Rule(CLAIMS, "ST", "", "NM1", Set.of("40"), "1000B"),
            new Rule(CLAIMS, "HL", "20", "NM1", Set.of("85"), "2010AA"),
            new Rule(CLAIMS, "HL", "22", "NM1", Set.of("IL"), "2010BA"),
            new Rule(CLAIMS, "HL", "22", "NM1", Set.of("PR"), "2010BB"),
            new Rule(CLAIMS, "HL", "23", "NM1", Set.of("QC"), "2010CA"),
            new Rule(CLAIMS, "CLM", "", "LX", Set.of(), "2400"),
            new Rule(List.of("005010X222"), "CLM", "", "HI", Set.of(), ""),
            new Rule(List.of("005010X223"), "CLM", "", "HI", Set.of(), ""),
            new Rule(List.of("005010X222"), "LX", "", "SV1", Set.of(), ""),
            new Rule(List.of("005010X223"), "LX", "", "SV2", Set.of(), ""),
            new Rule(List.of("005010X224"), "LX", "", "SV3", Set.of(), ""),
            new Rule(List.of("005010X221"), "ST", "", "N1", Set.of("PR"), "1000A"),
            new Rule(List.of("005010X221"), "ST", "", "N1", Set.of("PE"), "1000B"),
            new Rule(List.of("005010X221"), "CLP", "", "NM1", Set.of("QC"), "2100"),
            new Rule(List.of("005010X220"), "INS", "", "NM1", Set.of("IL", "74"), "2100A"));

    /** A loop that is open, and what it still needs. */
    private record Open(X12Frame frame, List<Rule> needs) {}

    private final List<Rule> rules;
    private final Consumer<X12Finding> found;
    private final Deque<Open> open = new ArrayDeque<>();

    X12GuideCheck(String type, String guide, Consumer<X12Finding> found) {
        boolean known = X12Schemas.TYPES.contains(type);
        this.rules = RULES.stream()
                .filter(rule -> known && rule.guides().stream().anyMatch(guide::startsWith))
                .toList();
        this.found = found;
    }

    /** @param frame the loop that the segment belongs to */
    void accept(X12Frame frame, X12Segment segment, int position) {
        if (rules.isEmpty()) {
            return;
        }
        while (!open.isEmpty() && !frame.within(open.peek().frame())) {
            close(position);
        }
        boolean begins = segment.is(frame.begin());
        for (Open loop : open) {
            boolean here = begins ? frame.parent() == loop.frame() : frame == loop.frame();
            if (here) {
                loop.needs().removeIf(rule -> rule.meets(segment));
            }
        }
        if (begins) {
            List<Rule> needs = new ArrayList<>(rules.stream()
                    .filter(rule -> segment.is(rule.within()))
                    .filter(rule -> rule.kind().isEmpty() || rule.kind().equals(X12SetCheck.text(segment, 3)))
                    .toList());
            if (!needs.isEmpty()) {
                open.push(new Open(frame, needs));
            }
        }
    }

    /** @param position of the SE */
    void end(int position) {
        while (!open.isEmpty()) {
            close(position);
        }
    }

    private void close(int position) {
        for (Rule missing : open.pop().needs()) {
            X12Error error = missing.loop().isEmpty() ? X12Error.GUIDE_SEGMENT_MISSING : X12Error.GUIDE_LOOP_MISSING;
            found.accept(X12Finding.ofSegment(error, missing.needs(), position, missing.loop()));
        }
    }
}
