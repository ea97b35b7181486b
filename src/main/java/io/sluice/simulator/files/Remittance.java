package io.sluice.simulator.files;

import java.math.BigDecimal;

/** One payment as an 835 (005010X221A1) with any number of claims, each with one service line. */
record Remittance(long seed) implements FileShape {

    private long control() {
        return 1 + Math.floorMod(seed, 999_999_999L);
    }

    @Override
    public boolean totalFirst() {
        return true;
    }

    @Override
    public String header(long rows, BigDecimal total) {
        return X12Envelope.begin("PAYER", "HOSPITAL", "HP", "005010X221A1", control())
                + "ST*835*0001~\nBPR*I*" + total.toPlainString()
                + "*C*ACH*CCP*01*999999992*DA*123456*1512345678**01*999988880*DA*98765*20260105~\nTRN*1*"
                + (70_000_000 + control())
                + "*1512345678~\nDTM*405*20260104~\nN1*PR*GOOD INSURANCE*XV*12345~\nN3*1 PAYER PLAZA~\nN4*CHICAGO*IL*60601~\n"
                + "N1*PE*GENERAL HOSPITAL*XX*1234567893~\nLX*1~\n";
    }

    @Override
    public Row row(long number) {
        Draw draw = new Draw(seed, number);
        BigDecimal charged = draw.amount(50, 5000);
        BigDecimal contractual =
                charged.multiply(BigDecimal.valueOf(draw.between(10, 60), 2)).setScale(2, java.math.RoundingMode.DOWN);
        boolean denied = draw.chance(5);
        BigDecimal copay = denied ? BigDecimal.ZERO : BigDecimal.valueOf(draw.between(0, 30));
        BigDecimal paid =
                denied ? BigDecimal.ZERO : charged.subtract(contractual).subtract(copay);
        String day = draw.day(60, -5).toString().replace("-", "");
        String text = "CLP*C" + (1_000_000 + number) + "*" + (denied ? "4" : "1") + "*" + plain(charged) + "*"
                + plain(paid) + "*"
                + (copay.signum() == 0 ? "" : plain(copay)) + "*12*P" + (9_000_000 + number) + "*11*1~\n"
                + "NM1*QC*1*" + draw.family().toUpperCase(java.util.Locale.ROOT) + "*"
                + draw.given().toUpperCase(java.util.Locale.ROOT) + "****MI*W" + draw.between(100_000, 999_999) + "~\n"
                + "DTM*232*" + day + "~\n"
                + "SVC*HC:992" + draw.between(11, 15) + "*" + plain(charged) + "*" + plain(paid) + "**1~\n"
                + "DTM*472*" + day + "~\n"
                + (denied
                        ? "CAS*CO*29*" + plain(charged)
                        : "CAS*CO*45*" + plain(contractual)
                                + (copay.signum() == 0 ? "" : "~\nCAS*PR*3*" + plain(copay)))
                + "~\n";
        return new Row(text, paid);
    }

    private static String plain(BigDecimal amount) {
        return amount.setScale(2).toPlainString();
    }

    @Override
    public String trailer(long rows, BigDecimal total) {
        long segments = 10;
        for (long number = 1; number <= rows; number++) {
            segments += row(number).text().chars().filter(c -> c == '~').count();
        }
        return "SE*" + segments + "*0001~\n" + X12Envelope.end(1, control());
    }

    /** The charge is no number. */
    @Override
    public String bad(Row row) {
        return row.text().replaceFirst("(CLP\\*\\w+\\*\\d\\*)[0-9.]+", "$1ABC");
    }
}
