package io.sluice.format.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes a message apart at each segment of a name. A group begins there and takes what follows, up to the next one or
 * to a segment that stands above it: an OBR takes its NTE, OBX and SPM and ends at the next order or patient.
 *
 * <p>An order detail (OBR, RXO, RXE and the like) also gets the ORC and timing (TQ1, TQ2) it stands under, placed
 * before it, whether that ORC is its own or shared with other details. Where the standard puts ORC behind OBR (OUL) it
 * stays there, and where the specimen stands above the order (OUL^R22, OUL^R23) the group gets that SPM.
 */
public final class Hl7Groups {

    private static final Set<String> ORDER_DETAILS =
            Set.of("OBR", "RXO", "RXE", "RXD", "RXG", "RXA", "RQD", "ODS", "ODT");
    private static final Set<String> TIMING = Set.of("TQ1", "TQ2");
    private static final Set<String> PATIENT = Set.of("PID");
    private static final Set<String> ORDER = Set.of("PID", "ORC");
    private static final Set<String> RESULT = Set.of("PID", "PV1", "ORC", "OBR", "SPM", "FT1", "DG1", "IN1");

    /** What ends a group besides the next one of its kind. Everything else ends at the next patient. */
    private static final Map<String, Set<String>> ABOVE = Map.ofEntries(
            Map.entry("PID", Set.of()),
            Map.entry("OBX", RESULT),
            Map.entry("NTE", Set.of("PID", "PV1", "ORC", "OBR", "OBX", "SPM")),
            Map.entry("SPM", ORDER),
            Map.entry("RXA", ORDER),
            Map.entry("RXE", ORDER),
            Map.entry("RXD", ORDER),
            Map.entry("RXO", ORDER),
            Map.entry("OBR", ORDER));

    private final List<Hl7Segment> segments;
    private final String start;
    private final Set<String> above;
    private final boolean orderBehind;
    private final boolean specimenAbove;

    private Hl7Groups(Hl7Scope scope, String start) {
        this.segments = scope.segments();
        this.start = start;
        String type =
                segments.isEmpty() ? "" : segments.getFirst().message().header().type();
        this.orderBehind = start.equals("OBR") && type.startsWith("OUL");
        this.specimenAbove = start.equals("OBR") && (type.equals("OUL^R22") || type.equals("OUL^R23"));
        this.above = above(start, type);
    }

    /** The groups of a message, or of a group of it, in order; none when no segment has that name. */
    public static List<Hl7Group> of(Hl7Scope scope, String start) {
        return new Hl7Groups(scope, start).groups();
    }

    private static Set<String> above(String start, String type) {
        if (start.equals("OBR") && type.startsWith("OUL")) {
            return type.equals("OUL^R24") ? PATIENT : Set.of("PID", "SPM");
        }
        if (start.equals("SPM") && (type.equals("OUL^R22") || type.equals("OUL^R23"))) {
            return PATIENT; // its orders stand below it
        }
        if (start.equals("FT1") && type.equals("DFT^P03")) {
            // In P03 diagnoses and insurance belong to the visit, in P11 to the transaction.
            return Set.of("PID", "DG1", "DRG", "GT1", "IN1", "ACC");
        }
        return ABOVE.getOrDefault(start, PATIENT);
    }

    private List<Hl7Group> groups() {
        List<Hl7Group> groups = new ArrayList<>();
        List<Hl7Segment> context = new ArrayList<>();
        List<Hl7Segment> group = null;
        boolean underOrder = false;
        for (Hl7Segment segment : segments) {
            String name = segment.name();
            if (name.equals(start)) {
                finish(groups, group);
                group = new ArrayList<>(context);
            } else if (above.contains(name)) {
                finish(groups, group);
                group = null;
            }
            if (group != null) {
                group.add(segment);
            }
            underOrder = context(context, name, segment, underOrder);
        }
        finish(groups, group);
        return List.copyOf(groups);
    }

    /** Keeps what stands above the next detail; true while in the run of segments that belongs to an ORC. */
    private boolean context(List<Hl7Segment> context, String name, Hl7Segment segment, boolean underOrder) {
        boolean begins = specimenAbove ? name.equals("SPM") : name.equals("ORC") && !orderBehind;
        if (!ORDER_DETAILS.contains(start)) {
            return false;
        }
        if (name.equals("PID")) {
            context.clear();
        } else if (begins) {
            context.clear();
            context.add(segment);
            return true;
        } else if (underOrder && TIMING.contains(name)) {
            context.add(segment);
        } else if (ORDER_DETAILS.contains(name)) {
            return false;
        }
        return underOrder;
    }

    private static void finish(List<Hl7Group> groups, List<Hl7Segment> group) {
        if (group != null) {
            groups.add(new Hl7Group(group));
        }
    }
}
