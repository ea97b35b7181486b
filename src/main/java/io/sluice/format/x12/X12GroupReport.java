package io.sluice.format.x12;

import java.util.List;

/**
 * The verdict on one functional group.
 *
 * @param functional GS01, {@code HC}
 * @param sender GS02
 * @param receiver GS03
 * @param control GS06
 * @param version GS08
 * @param stated GE01, how many sets the sender says; -1 when it does not
 * @param received how many there were
 * @param accepted of them, with or without errors
 * @param codes data element 716 (AK905): 3 trailer missing, 4 control numbers differ, 5 sets miscounted, 6 control
 *     number invalid
 * @param sets all, or of a group of more than {@link X12Check#SETS} the first and all with errors
 */
public record X12GroupReport(
        String functional,
        String sender,
        String receiver,
        String control,
        String version,
        long stated,
        long received,
        long accepted,
        List<String> codes,
        List<X12SetReport> sets) {

    public X12GroupReport {
        codes = List.copyOf(codes);
        sets = List.copyOf(sets);
    }

    /** Of a file of which nothing is taken: no set is accepted, and only what is wrong is named. */
    X12GroupReport nothingTaken() {
        List<X12SetReport> wrong = sets.stream().filter(X12SetReport::rejected).toList();
        return new X12GroupReport(functional, sender, receiver, control, version, stated, received, 0, codes, wrong);
    }

    /** AK901: {@code A}, {@code E}, {@code P} partially accepted, {@code R}. */
    public String acknowledgement() {
        if (!codes.isEmpty() || accepted == 0) {
            return "R";
        }
        if (accepted < received) {
            return "P";
        }
        return sets.stream().allMatch(set -> set.acknowledgement().equals("A")) ? "A" : "E";
    }
}
