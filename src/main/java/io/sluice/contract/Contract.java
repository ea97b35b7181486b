package io.sluice.contract;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A data contract. Paths are dotted names without list positions ({@code name.given}, {@code address.postalCode}), the
 * same in {@code reads}, policies and violations.
 *
 * @param owner the team that answers for the entity
 * @param contact where that team is reached; may be empty
 * @param root the entity as an object
 * @param rules what must hold over several fields
 * @param serviceLevels the {@code slaProperties}, for example latency to {@code PT30S}
 */
public record Contract(
        String entity,
        ContractVersion version,
        ContractStatus status,
        String owner,
        String contact,
        String description,
        Field root,
        List<QualityRule> rules,
        Map<String, String> serviceLevels) {

    public Contract {
        rules = List.copyOf(rules);
        serviceLevels = Map.copyOf(serviceLevels);
    }

    /** {@code patient/1.0.0}. */
    public String id() {
        return entity + "/" + version;
    }

    /** The {@code $id} of the JSON Schema and the {@code dataschema} of events. */
    public String schemaUri() {
        return "urn:sluice:contract:" + entity + ":" + version;
    }

    /** The paths that hold lists, so that a mapping that found one item still gives a list. */
    public Set<String> arrayPaths() {
        var paths = new LinkedHashSet<String>();
        visit((path, field) -> {
            if (field.type() == FieldType.ARRAY) {
                paths.add(path);
            }
        });
        return paths;
    }

    /** Every path with its classification, in the order of the file. */
    public Map<String, Classification> classifications() {
        var classes = new LinkedHashMap<String, Classification>();
        visit((path, field) -> classes.put(path, field.classification()));
        return classes;
    }

    /** The sensitivity of the most sensitive field. */
    public Classification classification() {
        return classifications().values().stream().reduce(Classification.PUBLIC, Classification::or);
    }

    /** The field at a path, if the contract declares it. */
    public Optional<Field> field(String path) {
        var found = Optional.of(root);
        for (String name : path.split("\\.")) {
            found = found.flatMap(f -> f.field(name));
        }
        return found;
    }

    /** Calls back for every named field, parents before their parts. */
    public void visit(BiConsumer<String, Field> visitor) {
        visit("", root, visitor);
    }

    private static void visit(String prefix, Field parent, BiConsumer<String, Field> visitor) {
        for (Field part : parent.parts()) {
            var path = prefix + part.name();
            visitor.accept(path, part);
            visit(path + ".", part, visitor);
        }
    }
}
