package io.sluice.api;

import io.sluice.contract.Contract;
import io.sluice.contract.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A data contract as people look at it.
 *
 * @param fields by dotted path; empty in lists of contracts
 */
public record ContractView(
        String entity,
        String version,
        String status,
        String owner,
        String contact,
        String description,
        String classification,
        String schema,
        List<FieldView> fields) {

    /** @param allowed the value set, empty: any */
    public record FieldView(
            String path,
            String type,
            boolean required,
            String classification,
            String description,
            List<String> allowed) {}

    static ContractView brief(Contract contract) {
        return of(contract, List.of());
    }

    static ContractView whole(Contract contract) {
        List<FieldView> fields = new ArrayList<>();
        contract.visit((path, field) -> fields.add(field(path, field)));
        return of(contract, fields);
    }

    private static ContractView of(Contract contract, List<FieldView> fields) {
        return new ContractView(
                contract.entity(),
                contract.version().toString(),
                contract.status().name().toLowerCase(Locale.ROOT),
                contract.owner(),
                contract.contact(),
                contract.description(),
                contract.classification().label(),
                contract.schemaUri(),
                fields);
    }

    private static FieldView field(String path, Field field) {
        return new FieldView(
                path,
                field.type().label(),
                field.required(),
                field.classification().label(),
                field.description(),
                field.allowed());
    }
}
