package io.sluice.simulator.files;

import java.math.BigDecimal;
import java.util.List;

/** The item master as a CSV file. */
record Items(long seed) implements FileShape {

    private static final List<String> WHAT = List.of(
            "Glove, exam, nitrile",
            "Catheter, Foley, 16 Fr",
            "Syringe, 10 mL",
            "Gauze, 4 x 4",
            "Suture, 3-0",
            "Mask, N95",
            "Tubing, IV");

    @Override
    public String header(long rows, BigDecimal total) {
        return "ItemNumber,Description,Status,Category,Manufacturer,ManufacturerItem,Supplier,SupplierItem,GTIN,NDC,Unit,PackSize,"
                + "OrderUnit,UnitPrice,Currency,Chargeable,ChargeCode,LotControlled,EffectiveDate\n";
    }

    @Override
    public Row row(long number) {
        Draw draw = new Draw(seed, number);
        BigDecimal price = draw.amount(1, 900);
        boolean chargeable = draw.chance(40);
        String text = String.join(
                ",",
                "I" + (1_000_000 + number),
                '"' + draw.one(WHAT) + ", no. " + number + '"',
                draw.chance(95) ? "A" : "D",
                draw.one(List.of("MEDSURG", "LAB", "RX", "OFFICE")),
                "Maker " + draw.between(1, 90),
                "M-" + draw.between(1000, 9999),
                "S" + (1000 + draw.between(1, 400)),
                "V-" + draw.between(10_000, 99_999),
                String.format("%014d", 10_000_000_000_000L + number),
                "",
                "EA",
                Integer.toString(draw.one(List.of(1, 10, 50, 100))),
                draw.one(List.of("BX", "CS", "EA")),
                price.toPlainString(),
                "USD",
                chargeable ? "Y" : "N",
                chargeable ? "270" + draw.between(100, 999) : "",
                draw.chance(20) ? "Y" : "N",
                draw.day(400, 0).toString());
        return new Row(text + "\n", price);
    }

    @Override
    public String trailer(long rows, BigDecimal total) {
        return "TRAILER," + rows + "," + total.toPlainString() + "\n";
    }

    /** The description has commas and no quotes: the row has too many columns. */
    @Override
    public String bad(Row row) {
        return row.text().replace("\"", "");
    }
}
