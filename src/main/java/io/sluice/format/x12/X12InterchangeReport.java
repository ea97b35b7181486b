package io.sluice.format.x12;

import java.util.List;
import java.util.Set;

/**
 * The verdict on one interchange.
 *
 * @param isa its header
 * @param codes data element I18 (TA105) as found, the worst first; empty for none
 */
public record X12InterchangeReport(X12Segment isa, List<String> codes, List<X12GroupReport> groups) {

    /** With these the content can still be told and trusted: qualifiers, times and flags of the header. */
    private static final Set<String> NOTED = Set.of("010", "011", "012", "013", "014", "015", "016", "019", "020");

    public X12InterchangeReport {
        codes = List.copyOf(codes);
        groups = List.copyOf(groups);
    }

    /** Of a file of which nothing is taken, as a whole, though some of its sets are good. */
    public X12InterchangeReport nothingTaken() {
        return new X12InterchangeReport(
                isa, codes, groups.stream().map(X12GroupReport::nothingTaken).toList());
    }

    /** ISA13. */
    public String control() {
        return String.valueOf(isa.element(13));
    }

    /** TA104: {@code A}, {@code E} or {@code R}. */
    public String acknowledgement() {
        return codes.isEmpty() ? "A" : NOTED.containsAll(codes) ? "E" : "R";
    }

    /** TA105, {@code 000} for none. */
    public String note() {
        return codes.isEmpty() ? "000" : codes.getFirst();
    }

    public boolean rejected() {
        return acknowledgement().equals("R");
    }
}
