package io.sluice.format.x12;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a partner answered: TA1 and 999 (or 997, whose segments mean the same).
 *
 * @param interchanges one for each TA1
 * @param groups one for each 999 or 997
 */
public record X12Reply(List<Interchange> interchanges, List<Group> groups) {

    /**
     * @param control ISA13 of what was sent
     * @param code {@code A}, {@code E} or {@code R}
     * @param note data element I18, {@code 000} for none
     */
    public record Interchange(String control, String code, String note) {}

    /**
     * @param functional GS01 of what was sent
     * @param control GS06 of what was sent
     * @param code {@code A}, {@code E}, {@code M}, {@code P}, {@code R}, {@code W} or {@code X}
     * @param received AK903; empty when it is not said
     * @param accepted AK904
     * @param codes AK905 to AK909
     */
    public record Group(
            String functional,
            String control,
            String code,
            String received,
            String accepted,
            List<String> codes,
            List<Set> sets) {}

    /**
     * @param type {@code 837}
     * @param control ST02 of what was sent
     * @param code as for a group
     * @param codes IK502 to IK506
     */
    public record Set(String type, String control, String code, List<String> codes, List<Error> errors) {}

    /**
     * One error of a segment or of an element of it.
     *
     * @param segment tag
     * @param position in the set, ST being 1
     * @param loop may be empty
     * @param element {@code 1}, or {@code 1:2} for a component; empty for the segment itself
     * @param code data element 620 for a segment, 621 for an element
     */
    public record Error(String segment, String position, String loop, String element, String code) {}

    /**
     * @throws ProblemException {@link FormatProblem#X12_NOT_AN_ACKNOWLEDGEMENT} when it holds neither TA1 nor 999 nor
     *     997
     */
    public static X12Reply read(X12Message message) {
        List<Interchange> interchanges = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        List<Set> sets = new ArrayList<>();
        List<Error> errors = new ArrayList<>();
        X12Segment ak1 = null;
        X12Segment ak2 = null;
        for (X12Segment segment : message.segments()) {
            switch (segment.tag()) {
                case "TA1" -> interchanges.add(new Interchange(text(segment, 1), text(segment, 4), text(segment, 5)));
                case "AK1" -> {
                    ak1 = segment;
                    sets = new ArrayList<>();
                }
                case "AK2" -> {
                    ak2 = segment;
                    errors = new ArrayList<>();
                }
                case "IK3", "AK3" ->
                    errors.add(new Error(text(segment, 1), text(segment, 2), text(segment, 3), "", text(segment, 4)));
                case "IK4", "AK4" -> element(segment, errors);
                case "IK5", "AK5" -> {
                    if (ak2 != null) {
                        sets.add(new Set(
                                text(ak2, 1), text(ak2, 2), text(segment, 1), rest(segment, 2), List.copyOf(errors)));
                    }
                }
                case "AK9" -> {
                    if (ak1 != null) {
                        groups.add(new Group(
                                text(ak1, 1),
                                text(ak1, 2),
                                text(segment, 1),
                                text(segment, 3),
                                text(segment, 4),
                                rest(segment, 5),
                                List.copyOf(sets)));
                    }
                }
                default -> {
                    // envelope, CTX
                }
            }
        }
        if (interchanges.isEmpty() && groups.isEmpty()) {
            throw new ProblemException(FormatProblem.X12_NOT_AN_ACKNOWLEDGEMENT, "");
        }
        return new X12Reply(List.copyOf(interchanges), List.copyOf(groups));
    }

    private static void element(X12Segment ik4, List<Error> errors) {
        if (errors.isEmpty()) {
            return;
        }
        Error of = errors.getLast();
        String component = ik4.value(1, 1, 2);
        String element = ik4.value(1, 1, 1) + (component == null || component.isEmpty() ? "" : ":" + component);
        errors.add(new Error(of.segment(), of.position(), of.loop(), element, text(ik4, 3)));
    }

    private static List<String> rest(X12Segment segment, int from) {
        List<String> codes = new ArrayList<>();
        for (int i = from; i <= segment.elements(); i++) {
            codes.add(text(segment, i));
        }
        return List.copyOf(codes);
    }

    private static String text(X12Segment segment, int element) {
        return X12SetCheck.text(segment, element);
    }
}
