package io.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.Builder;
import org.apache.camel.dataformat.csv.CsvDataFormat;

/**
 * Floor of CSV to events: Camel's file, CSV and Kafka components, the shipped mapping, 500 rows at a time. No record of
 * what was done, no totals, no duplicates, no contract. Arguments: folder, bootstrap servers, topic.
 */
public final class ItemsFloor {

    private static final int ROWS = 500;

    private ItemsFloor() {}

    public static void main(String[] arguments) throws Exception {
        JsonataStep mapping = new JsonataStep("erp-item-master/item-to-inventory-item.jsonata");
        CsvDataFormat csv = new CsvDataFormat();
        csv.setUseMaps(true);
        csv.setHeader(COLUMNS);
        Floor.run(
                "file:" + arguments[0] + "?includeExt=csv&delay=200&initialDelay=0",
                route -> route.split(Builder.body().tokenize("\n", ROWS, true))
                        .streaming()
                        .unmarshal(csv)
                        .process(exchange -> {
                            List<String> events = new ArrayList<>(ROWS);
                            for (Object row : exchange.getMessage().getBody(List.class)) {
                                if (!"TRAILER".equals(((Map<?, ?>) row).get("ItemNumber"))) {
                                    events.add(mapping.json(row));
                                }
                            }
                            exchange.getMessage().setBody(events);
                        })
                        .to("kafka:" + arguments[2] + "?brokers=" + arguments[1]));
    }

    private static final String[] COLUMNS = {
        "ItemNumber",
        "Description",
        "Status",
        "Category",
        "Manufacturer",
        "ManufacturerItem",
        "Supplier",
        "SupplierItem",
        "GTIN",
        "NDC",
        "Unit",
        "PackSize",
        "OrderUnit",
        "UnitPrice",
        "Currency",
        "Chargeable",
        "ChargeCode",
        "LotControlled",
        "EffectiveDate"
    };
}
