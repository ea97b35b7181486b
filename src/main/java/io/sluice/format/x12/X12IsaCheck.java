package io.sluice.format.x12;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks the ISA and IEA of one interchange and collects codes of data element I18, in the order of weight. */
final class X12IsaCheck {

    private static final Set<String> QUALIFIERS = Set.of(
            "01", "02", "03", "04", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
            "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36", "37", "38",
            "AM", "NR", "SA", "SN", "ZZ");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private final X12Segment isa;
    private final List<String> worst = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    X12IsaCheck(X12Segment isa) {
        this.isa = isa;
        header();
    }

    private void header() {
        check(element(1).matches("0[0-6]"), "010");
        check(element(3).matches("0[01]"), "012");
        check(QUALIFIERS.contains(element(5)), "005");
        check(!element(6).isEmpty(), "006");
        check(QUALIFIERS.contains(element(7)), "007");
        check(!element(8).isEmpty(), "008");
        check(date(element(9)), "014");
        check(element(10).matches("([01]\\d|2[0-3])[0-5]\\d"), "015");
        check(element(12).matches("00\\d{3}"), "017");
        boolean before402 = element(12).compareTo("00402") < 0;
        check(!before402 || element(11).equals("U"), "016");
        check(element(13).matches("\\d{9}"), "018");
        check(element(14).matches("[01]"), "019");
        check(element(15).matches("[IPT]"), "020");
    }

    private static boolean date(String text) {
        try {
            LocalDate.parse(text, DATE);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    void end(X12Segment iea, int groups) {
        if (!X12SetCheck.text(iea, 2).equals(element(13))) {
            worst.addFirst("001");
        }
        if (!X12SetCheck.text(iea, 1).matches("0*" + groups)) {
            worst.add("021");
        }
    }

    /** There is no IEA. */
    void unfinished() {
        worst.addFirst("023");
    }

    /** A segment that may not stand between groups. */
    void content() {
        if (!worst.contains("024")) {
            worst.add("024");
        }
    }

    List<String> codes() {
        List<String> codes = new ArrayList<>(worst);
        codes.addAll(others);
        return codes;
    }

    private String element(int number) {
        return X12SetCheck.text(isa, number);
    }

    private void check(boolean right, String code) {
        if (!right) {
            others.add(code);
        }
    }
}
