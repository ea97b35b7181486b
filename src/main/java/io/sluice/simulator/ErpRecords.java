package io.sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the ERP keeps, under {@code /erp/items}, {@code /erp/suppliers} and {@code /erp/purchase-orders}: synthetic
 * master data in the ERP's own words, and the orders that were posted, each under a number that the ERP gives. Orders
 * live in memory.
 */
final class ErpRecords {

    static final String ORDERS = "/erp/purchase-orders";

    private static final long FIRST_ORDER = 4_500_000_000L;
    private static final int MOST = 10_000;

    private final Map<String, Object> orders = new ConcurrentHashMap<>();

    /** The record at a path; empty when there is none. */
    Optional<Object> find(String path) {
        String[] parts = path.split("/");
        if (parts.length != 4 || !parts[1].equals("erp")) {
            return Optional.empty();
        }
        return switch (parts[2]) {
            case "items" -> number(parts[3], "IT-").map(n -> item(parts[3], n));
            case "suppliers" -> number(parts[3], "S-").map(n -> supplier(parts[3], n));
            case "purchase-orders" -> Optional.ofNullable(orders.get(parts[3]));
            default -> Optional.empty();
        };
    }

    /** Keeps an order. The number follows from the sequence of its key, so that a repetition gets it again. */
    Object order(long sequence, byte[] body) throws IOException {
        JsonNode posted = Json.MAPPER.readTree(body);
        String number = Long.toString(FIRST_ORDER + sequence);
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("PoNumber", number);
        order.put("Status", "OPEN");
        order.put("Vendor", posted.path("Vendor").asText());
        order.put("ExternalReference", posted.path("ExternalReference").asText());
        order.put("CreatedBy", "INTERFACE");
        order.put("Lines", posted.path("Lines"));
        if (orders.size() < MOST) {
            orders.put(number, order);
        }
        return order;
    }

    /** {@code IT-1001} to {@code IT-1999}: whoever asks twice gets the same. */
    private static Optional<Integer> number(String id, String prefix) {
        return id.matches(prefix + "1[0-9]{3}")
                ? Optional.of(Integer.parseInt(id.substring(prefix.length())))
                : Optional.empty();
    }

    private static Object item(String id, int n) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("ItemNumber", id);
        item.put("Description", "Sample item " + n);
        item.put("StatusCode", n % 10 == 9 ? "D" : "A");
        item.put("BaseUom", "EA");
        item.put("OrderUom", "BX");
        item.put("PackSize", "10");
        item.put("StandardCost", (n % 50 + 1) + ".25");
        item.put("Currency", "USD");
        item.put("Vendor", "S-" + (1000 + n % 20));
        item.put("CostCenterOwner", "CC-" + n % 7);
        return item;
    }

    private static Object supplier(String id, int n) {
        Map<String, Object> supplier = new LinkedHashMap<>();
        supplier.put("VendorNumber", id);
        supplier.put("Name", "Sample Supplier " + n);
        supplier.put("Blocked", n % 10 == 9);
        supplier.put("TaxNumber", "00-000" + n);
        supplier.put("Terms", "NET30");
        supplier.put("Currency", "USD");
        supplier.put("BankLast4", "0000");
        supplier.put("City", "Springfield");
        supplier.put("Country", "US");
        return supplier;
    }
}
