package io.sluice.format.x12;

import io.sluice.format.records.ControlVerdict;
import java.util.List;

/**
 * The verdict on one transaction set.
 *
 * @param number which of the file, from 1
 * @param type ST01; empty when there is none
 * @param control ST02
 * @param guide ST03, which only versions from 005010 have; empty without
 * @param codes of the set as a whole, data element 618 (IK502): 2 trailer missing, 3 control numbers differ, 4 segments
 *     miscounted, 5 segments in error, 6 no type, 7 control number missing, 23 control number twice in its group, I5
 *     against the guide
 * @param findings the first of them, in order
 * @param findingCount all of them
 * @param bySchema whether its segments were checked, not only their form
 * @param totals what it says of its own money, with what adds up
 */
public record X12SetReport(
        long number,
        String type,
        String control,
        String guide,
        List<String> codes,
        List<X12Finding> findings,
        long findingCount,
        boolean bySchema,
        List<ControlVerdict> totals) {

    public X12SetReport {
        codes = List.copyOf(codes);
        findings = List.copyOf(findings);
        totals = List.copyOf(totals);
    }

    /** IK501: {@code A} accepted, {@code E} accepted with errors noted, {@code R} rejected. */
    public String acknowledgement() {
        boolean rejected = codes.stream().anyMatch(code -> !code.equals("5") && !code.equals("I5"))
                || findings.stream().anyMatch(finding -> finding.error().rejects());
        return rejected ? "R" : codes.isEmpty() ? "A" : "E";
    }

    public boolean rejected() {
        return acknowledgement().equals("R");
    }

    /** Whether its money adds up, where it says so. */
    public boolean balanced() {
        return totals.stream().allMatch(ControlVerdict::holds);
    }
}
