package io.sluice.simulator.files;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;

/** The kinds of files that can be made. */
public enum FileKind {
    WORKERS("workers", "CSV of human resources: a worker in each row, trailer with count and sum of fte", Workers::new),
    SUPPLIERS(
            "suppliers",
            "fixed columns: a supplier in each line, header and trailer lines with a count",
            Suppliers::new),
    ITEMS("items", "CSV of the item master: an item in each row, trailer with count and sum of UnitPrice", Items::new),
    ORDERS(
            "orders",
            "CSV of purchase orders: an order line in each row, trailer with count and sum of amount",
            Orders::new),
    ORDERS_X12("orders-x12", "X12 850: an order in each transaction set", OrdersX12::new),
    REMITTANCE("remittance", "X12 835: a paid claim in each row of one transaction set", Remittance::new);

    private final String word;
    private final String meaning;
    private final LongFunction<FileShape> shape;

    FileKind(String word, String meaning, LongFunction<FileShape> shape) {
        this.word = word;
        this.meaning = meaning;
        this.shape = shape;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }

    FileShape shape(long seed) {
        return shape.apply(seed);
    }

    public static Optional<FileKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
