package io.sluice.simulator.files;

import java.math.BigDecimal;
import java.util.List;

/** Purchase orders as a CSV file, three lines to an order. */
record Orders(long seed) implements FileShape {

    @Override
    public String header(long rows, BigDecimal total) {
        return "order_id,order_date,supplier_id,supplier_name,ship_to,line,item_id,description,quantity,unit,unit_price,amount,currency\n";
    }

    @Override
    public Row row(long number) {
        long order = (number - 1) / 3;
        Draw head = new Draw(seed, -order - 1);
        Draw draw = new Draw(seed, number);
        BigDecimal price = draw.amount(1, 900);
        int quantity = draw.between(1, 40);
        BigDecimal amount = price.multiply(BigDecimal.valueOf(quantity));
        int supplier = head.between(1, 400);
        String text = String.join(
                ",",
                "PO" + (500_000 + order),
                head.day(20, 0).toString(),
                "S" + (1000 + supplier),
                "Supplier " + supplier,
                head.one(List.of("MAIN", "NORTH")),
                Long.toString((number - 1) % 3 + 1),
                "I" + (1_000_000 + draw.between(1, 9_999)),
                "Item of line " + number,
                Integer.toString(quantity),
                draw.one(List.of("EA", "BX", "CS")),
                price.toPlainString(),
                amount.toPlainString(),
                "USD");
        return new Row(text + "\n", amount);
    }

    @Override
    public String trailer(long rows, BigDecimal total) {
        return "TRAILER," + rows + "," + total.toPlainString() + "\n";
    }

    /** The amount is no number, and there is a column too many. */
    @Override
    public String bad(Row row) {
        return row.text().replace(row.amount().toPlainString() + ",USD", "n/a,USD,");
    }
}
