package io.sluice.map;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads {@code *.normalise.yaml}.
 *
 * <pre>
 * normalise:
 *   - {field: telecom.value, rule: phone, region: US, where: {system: phone}}
 *   - {field: birthDate, rule: date, from: [MM/dd/yyyy, yyyyMMdd]}
 *   - {field: line.quantity.unit, rule: unit}
 *   - {field: gender, rule: code, table: gender, column: fhir}
 *   - {field: identifier.value, rule: id, keep: alphanumeric, upper: true, length: 8}
 * </pre>
 */
final class NormaliseReader {

    private static final Set<String> KEYS =
            Set.of("field", "rule", "where", "region", "from", "table", "column", "keep", "upper", "length");

    private final String name;
    private final YamlNodes nodes;
    private final CodeTables tables;

    NormaliseReader(String name, CodeTables tables) {
        this.name = name;
        this.nodes = new YamlNodes(name, MapProblem.NORMALISE_INVALID);
        this.tables = tables;
    }

    List<NormaliseStep> read(String source) {
        Node rules = nodes.keys(nodes.root(source), Set.of("normalise")).get("normalise");
        return nodes.list(rules, "'normalise' must be a list of rules").stream()
                .map(this::step)
                .toList();
    }

    private NormaliseStep step(Node node) {
        Map<String, Node> keys = nodes.keys(node, KEYS);
        Map<String, String> where = new LinkedHashMap<>();
        if (keys.get("where") instanceof MappingNode conditions) {
            conditions
                    .getValue()
                    .forEach(tuple -> where.put(nodes.text(tuple.getKeyNode()), nodes.text(tuple.getValueNode())));
        }
        String rule = text(keys, "rule", node);
        return new NormaliseStep(text(keys, "field", node), rule, rule(rule, keys, node), Map.copyOf(where));
    }

    private NormaliseRule rule(String rule, Map<String, Node> keys, Node node) {
        switch (rule) {
            case "phone" -> {
                PhoneRule.Region region = PhoneRule.REGIONS.get(text(keys, "region", node));
                if (region == null) {
                    throw nodes.invalid(
                            YamlNodes.line(node),
                            "'region' is one of " + String.join(", ", new TreeSet<>(PhoneRule.REGIONS.keySet())));
                }
                return new PhoneRule(region);
            }
            case "date" -> {
                return new DateRule(patterns(keys, node));
            }
            case "unit" -> {
                return new UnitRule();
            }
            case "id" -> {
                return id(keys, node);
            }
            case "code" -> {
                return code(keys, node);
            }
            default -> throw nodes.invalid(YamlNodes.line(node), "'rule' is one of phone, date, unit, code, id");
        }
    }

    private List<DateTimeFormatter> patterns(Map<String, Node> keys, Node node) {
        if (!(keys.get("from") instanceof SequenceNode list)) {
            throw nodes.invalid(YamlNodes.line(node), "'from' must be a list of patterns such as MM/dd/yyyy");
        }
        try {
            return list.getValue().stream()
                    .map(one -> DateRule.pattern(nodes.text(one)))
                    .toList();
        } catch (IllegalArgumentException wrong) {
            throw nodes.invalid(YamlNodes.line(node), "'from' must be a list of patterns such as MM/dd/yyyy");
        }
    }

    private IdRule id(Map<String, Node> keys, Node node) {
        String keep = keys.containsKey("keep") ? nodes.text(keys.get("keep")) : "all";
        String length = keys.containsKey("length") ? nodes.text(keys.get("length")) : "0";
        try {
            return new IdRule(
                    IdRule.Keep.valueOf(keep.toUpperCase(Locale.ROOT)),
                    keys.containsKey("upper") && nodes.text(keys.get("upper")).equals("true"),
                    Integer.parseInt(length));
        } catch (IllegalArgumentException wrong) {
            throw nodes.invalid(YamlNodes.line(node), "'keep' is digits, alphanumeric or all, 'length' a number");
        }
    }

    private CodeRule code(Map<String, Node> keys, Node node) {
        String table = text(keys, "table", node);
        CodeTable found = tables.find(table)
                .orElseThrow(() -> new MapException(
                        MapProblem.TABLE_UNKNOWN, name, YamlNodes.line(node), 1, "table '" + table + "'"));
        String column = keys.containsKey("column")
                ? nodes.text(keys.get("column"))
                : found.columns().getFirst();
        if (!found.columns().contains(column)) {
            throw new MapException(
                    MapProblem.TABLE_UNKNOWN, name, YamlNodes.line(node), 1, "column of table '" + table + "'");
        }
        return CodeRule.of(found, column)
                .orElseThrow(() -> nodes.invalid(
                        YamlNodes.line(node), "a translation of table '" + table + "' has another one itself"));
    }

    private String text(Map<String, Node> keys, String key, Node node) {
        if (!keys.containsKey(key)) {
            throw nodes.invalid(YamlNodes.line(node), "'" + key + "' is missing");
        }
        return nodes.text(keys.get(key));
    }
}
