package io.sluice.format.x12;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers an interchange: a TA1 (X12.5) when its sender asks for one or it is not accepted as it is, and, unless it is
 * rejected as a whole, a 999 (005010X231A1) for each group that is not itself a group of acknowledgements. It names
 * segments, elements and codes and copies no data (IK404 stays empty).
 */
public final class X12Answer {

    /** The guide of the 999. */
    static final String GUIDE = "005010X231A1";

    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("yyMMdd");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");

    private final X12InterchangeReport report;
    private final List<Map<String, Object>> segments = new ArrayList<>();

    private X12Answer(X12InterchangeReport report) {
        this.report = report;
    }

    /**
     * @param control for ISA13 and GS06, up to 9 digits, not used before
     * @param at in the zone of the partner
     * @return an interchange in the other direction; empty when there is nothing to answer
     */
    public static Optional<byte[]> to(X12InterchangeReport report, int control, LocalDateTime at) {
        X12Answer answer = new X12Answer(report);
        answer.isa(control, at);
        boolean asked = X12SetCheck.text(report.isa(), 14).equals("1");
        if (asked || !report.acknowledgement().equals("A")) {
            answer.segment(
                    "TA1",
                    report.control(),
                    X12SetCheck.text(report.isa(), 9),
                    X12SetCheck.text(report.isa(), 10),
                    report.acknowledgement(),
                    report.note());
        }
        if (!report.rejected()) {
            report.groups().stream()
                    .filter(group -> !group.functional().equals("FA"))
                    .forEach(group -> answer.group(group, control, at));
        }
        return answer.segments.size() == 1 ? Optional.empty() : Optional.of(X12Writer.write(answer.segments));
    }

    private void isa(int control, LocalDateTime at) {
        X12Segment in = report.isa();
        Map<String, Object> isa = segment("ISA");
        isa.put("5", qualifier(in, 7));
        isa.put("6", X12SetCheck.text(in, 8));
        isa.put("7", qualifier(in, 5));
        isa.put("8", X12SetCheck.text(in, 6));
        isa.put("9", SHORT_DATE.format(at));
        isa.put("10", TIME.format(at));
        isa.put("13", control);
        isa.put("15", X12SetCheck.text(in, 15).matches("[PTI]") ? X12SetCheck.text(in, 15) : "P");
    }

    private static String qualifier(X12Segment isa, int element) {
        String qualifier = X12SetCheck.text(isa, element);
        return qualifier.matches("[A-Z0-9]{2}") ? qualifier : "ZZ";
    }

    private void group(X12GroupReport group, int control, LocalDateTime at) {
        if (segments.stream().noneMatch(segment -> "GS".equals(segment.get("segment")))) {
            segment(
                    "GS",
                    "FA",
                    group.receiver(),
                    group.sender(),
                    DATE.format(at),
                    TIME.format(at),
                    Integer.toString(control),
                    "X",
                    GUIDE);
        }
        Map<String, Object> st = segment("ST", "999");
        st.put("3", GUIDE);
        segment("AK1", group.functional(), group.control(), group.version());
        group.sets().forEach(this::set);
        List<String> ak9 = new ArrayList<>(List.of(
                group.acknowledgement(),
                Long.toString(group.stated() < 0 ? group.received() : group.stated()),
                Long.toString(group.received()),
                Long.toString(group.accepted())));
        group.codes().stream().limit(5).forEach(ak9::add);
        segment("AK9", ak9.toArray(String[]::new));
    }

    private void set(X12SetReport set) {
        segment("AK2", set.type(), set.control(), set.guide().equals(set.type()) ? "" : set.guide());
        int at = 0;
        while (at < set.findings().size()) {
            at = segmentErrors(set.findings(), at);
        }
        List<String> ik5 = new ArrayList<>(List.of(set.acknowledgement()));
        set.codes().stream().limit(5).forEach(ik5::add);
        segment("IK5", ik5.toArray(String[]::new));
    }

    /** One IK3 for an error of a segment; one for all errors of the elements of a segment, with an IK4 each. */
    private int segmentErrors(List<X12Finding> findings, int from) {
        X12Finding first = findings.get(from);
        segment(
                "IK3",
                first.tag(),
                Integer.toString(first.position()),
                first.loop(),
                first.error().ofSegment() ? first.error().code() : X12Error.SEGMENT_HAS_ELEMENT_ERRORS.code());
        if (first.error().ofSegment()) {
            return from + 1;
        }
        int at = from;
        while (at < findings.size() && sameSegment(first, findings.get(at))) {
            X12Finding finding = findings.get(at++);
            Map<String, Object> ik4 =
                    segment("IK4", "", finding.reference(), finding.error().code());
            ik4.put("1", position(finding));
        }
        return at;
    }

    private static boolean sameSegment(X12Finding one, X12Finding other) {
        return other.position() == one.position() && !other.error().ofSegment();
    }

    private static Map<String, Object> position(X12Finding finding) {
        Map<String, Object> position = new LinkedHashMap<>();
        position.put("1", finding.element());
        if (finding.component() > 0) {
            position.put("2", finding.component());
        }
        if (finding.repetition() > 1) {
            position.put("3", finding.repetition());
        }
        return position;
    }

    private Map<String, Object> segment(String tag, String... elements) {
        Map<String, Object> segment = new LinkedHashMap<>();
        segment.put("segment", tag);
        for (int i = 0; i < elements.length; i++) {
            if (!elements[i].isEmpty()) {
                segment.put(Integer.toString(i + 1), elements[i]);
            }
        }
        segments.add(segment);
        return segment;
    }
}
