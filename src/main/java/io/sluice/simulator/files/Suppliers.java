package io.sluice.simulator.files;

import java.math.BigDecimal;
import java.util.List;

/**
 * Suppliers in lines of 150 characters: tag 1, id 10, name 40, status 1, tax id 11, street 30, city 20, state 2, postal
 * code 10, terms 5, payment 1, currency 3, account 4, effective date 8 (yyyymmdd).
 */
record Suppliers(long seed) implements FileShape {

    private static final int LENGTH = 150;

    @Override
    public String header(long rows, BigDecimal total) {
        return line("H" + "SUPPLIERS 20260101");
    }

    @Override
    public Row row(long number) {
        Draw draw = new Draw(seed, number);
        String text = "D" + pad("S" + (1000 + number), 10)
                + pad("Supplier " + number + draw.one(List.of(" Inc", " LLC", " Co")), 40)
                + draw.one(List.of("A", "A", "A", "B"))
                + pad("12-" + draw.between(1_000_000, 9_999_999), 11)
                + pad(draw.between(1, 999) + " Market Street", 30)
                + pad(draw.one(List.of("Springfield", "Riverton", "Fairview")), 20)
                + draw.one(List.of("IL", "MA", "NY"))
                + pad(Integer.toString(draw.between(10_000, 99_999)), 10)
                + pad(draw.one(List.of("NET30", "NET45", "2/10")), 5)
                + draw.one(List.of("A", "C", "W"))
                + "USD"
                + draw.between(1000, 9999)
                + draw.day(900, 0).toString().replace("-", "");
        return new Row(line(text), BigDecimal.ONE);
    }

    /** The total is the count, which is all that such a trailer states. */
    @Override
    public String trailer(long rows, BigDecimal total) {
        return line("T" + String.format("%09d", total.longValueExact()));
    }

    /** The line is too short. */
    @Override
    public String bad(Row row) {
        return row.text().substring(0, 60) + "\n";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String line(String text) {
        return pad(text, LENGTH) + "\n";
    }
}
