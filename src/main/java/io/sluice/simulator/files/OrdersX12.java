package io.sluice.simulator.files;

import java.math.BigDecimal;
import java.util.List;

/** Purchase orders as 850s of version 005010. */
record OrdersX12(long seed) implements FileShape {

    @Override
    public String header(long rows, BigDecimal total) {
        return X12Envelope.begin("HOSPITAL", "SUPPLIER", "PO", "005010", 1 + Math.floorMod(seed, 999_999_999L));
    }

    @Override
    public Row row(long number) {
        Draw draw = new Draw(seed, number);
        StringBuilder set = new StringBuilder();
        int lines = draw.between(1, 3);
        set.append(String.format("ST*850*%09d~\n", number));
        set.append("BEG*00*SA*PO").append(700_000 + number).append("**20260101~\n");
        set.append("CUR*BY*USD~\nDTM*002*")
                .append(draw.day(0, 30).toString().replace("-", ""))
                .append("~\n");
        set.append("N1*BY*GENERAL HOSPITAL*92*H1~\nN1*SE*SUPPLIER ")
                .append(draw.between(1, 400))
                .append("*92*S1000~\n");
        set.append("N1*ST*MAIN RECEIVING*92*MAIN~\nN3*1 HOSPITAL DRIVE~\nN4*SPRINGFIELD*IL*62701~\n");
        BigDecimal total = BigDecimal.ZERO;
        for (int line = 1; line <= lines; line++) {
            BigDecimal price = draw.amount(1, 900);
            int quantity = draw.between(1, 40);
            total = total.add(price.multiply(BigDecimal.valueOf(quantity)));
            set.append("PO1*")
                    .append(line)
                    .append('*')
                    .append(quantity)
                    .append('*')
                    .append(draw.one(List.of("EA", "BX", "CS")));
            set.append('*').append(price.toPlainString()).append("**BP*I").append(1_000_000 + draw.between(1, 9_999));
            set.append("*VN*V")
                    .append(draw.between(10_000, 99_999))
                    .append("~\nPID*F****ITEM OF LINE ")
                    .append(line)
                    .append("~\n");
        }
        set.append("CTT*")
                .append(lines)
                .append("~\nAMT*TT*")
                .append(total.toPlainString())
                .append("~\n");
        set.append(String.format("SE*%d*%09d~%n", 12 + 2 * lines, number).replace("\r", ""));
        return new Row(set.toString(), BigDecimal.ONE);
    }

    /** The total is the number of sets. */
    @Override
    public String trailer(long rows, BigDecimal total) {
        return X12Envelope.end(total.longValueExact(), 1 + Math.floorMod(seed, 999_999_999L));
    }

    /** BEG lacks the number of the order. */
    @Override
    public String bad(Row row) {
        return row.text().replaceFirst("\\*SA\\*PO\\d+\\*", "*SA**");
    }
}
