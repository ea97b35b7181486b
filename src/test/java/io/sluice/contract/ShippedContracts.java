package io.sluice.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The contract files that ship with the engine. */
public final class ShippedContracts {

    public static final List<String> ENTITIES = List.of(
            "patient",
            "encounter",
            "service-request",
            "observation",
            "charge",
            "appointment",
            "account",
            "worker",
            "supplier",
            "inventory-item",
            "purchase-order",
            "invoice",
            "journal-entry",
            "claim",
            "claim-response",
            "remittance");

    private ShippedContracts() {}

    public static Contract read(String entity) {
        var result = readResult(entity);
        return result.contract().orElseThrow(() -> new AssertionError(result.problems()));
    }

    public static ContractReader.Result readResult(String entity) {
        var name = "contracts/" + entity + "/1.0.0.odcs.yaml";
        try {
            return ContractReader.read(name, Files.readString(Path.of("src/main/resources", name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
