package io.sluice.receive.file;

import java.math.BigDecimal;

/** Item files: names in the first row, a trailer with count and sum of prices. */
final class Items {

    static final String RECORDS = """
            records:
              names: true
              detail: {columns: [ItemNumber, Description, Price]}
              trailer: {tag: TRL, columns: [Tag, count, total]}
              check: {count: count(), total: sum(Price)}
            """;

    private Items() {}

    static String file(int first, int count) {
        return file(first, count, count, null);
    }

    /** @param total as the trailer states it; null: as it is */
    static String file(int first, int count, int stated, String total) {
        StringBuilder text = new StringBuilder("ItemNumber,Description,Price\n");
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = first; i < first + count; i++) {
            BigDecimal price = new BigDecimal(i).movePointLeft(1);
            sum = sum.add(price);
            text.append("I-")
                    .append(i)
                    .append(",\"Gauze, sterile\",")
                    .append(price)
                    .append('\n');
        }
        return text + "TRL," + stated + "," + (total == null ? sum : total) + "\n";
    }
}
