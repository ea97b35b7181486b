package io.sluice.map;

import io.sluice.message.ProblemException;
import java.io.StringReader;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
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
    private final CodeTables tables;

    NormaliseReader(String name, CodeTables tables) {
        this.name = name;
        this.tables = tables;
    }

    List<NormaliseStep> read(String source) {
        Node root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(source));
        } catch (YAMLException invalid) {
            throw invalid(0, "not YAML");
        }
        if (!(keys(root, Set.of("normalise")).get("normalise") instanceof SequenceNode list)
                || list.getValue().isEmpty()) {
            throw invalid(1, "'normalise' must be a list of rules");
        }
        List<NormaliseStep> steps = new ArrayList<>();
        list.getValue().forEach(node -> steps.add(step(node)));
        return List.copyOf(steps);
    }

    private NormaliseStep step(Node node) {
        Map<String, Node> keys = keys(node, KEYS);
        Map<String, String> where = new LinkedHashMap<>();
        if (keys.get("where") instanceof MappingNode conditions) {
            conditions.getValue().forEach(tuple -> where.put(text(tuple.getKeyNode()), text(tuple.getValueNode())));
        }
        String rule = text(keys, "rule", node);
        return new NormaliseStep(text(keys, "field", node), rule, rule(rule, keys, node), Map.copyOf(where));
    }

    private NormaliseRule rule(String rule, Map<String, Node> keys, Node node) {
        switch (rule) {
            case "phone" -> {
                PhoneRule.Region region = PhoneRule.REGIONS.get(text(keys, "region", node));
                if (region == null) {
                    throw invalid(
                            line(node),
                            "'region' is one of "
                                    + String.join(", ", new java.util.TreeSet<>(PhoneRule.REGIONS.keySet())));
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
            default -> throw invalid(line(node), "'rule' is one of phone, date, unit, code, id");
        }
    }

    private List<DateTimeFormatter> patterns(Map<String, Node> keys, Node node) {
        if (!(keys.get("from") instanceof SequenceNode list)) {
            throw invalid(line(node), "'from' must be a list of patterns such as MM/dd/yyyy");
        }
        try {
            return list.getValue().stream()
                    .map(one -> DateRule.pattern(text(one)))
                    .toList();
        } catch (IllegalArgumentException wrong) {
            throw invalid(line(node), "'from' must be a list of patterns such as MM/dd/yyyy");
        }
    }

    private IdRule id(Map<String, Node> keys, Node node) {
        String keep = keys.containsKey("keep") ? text(keys.get("keep")) : "all";
        String length = keys.containsKey("length") ? text(keys.get("length")) : "0";
        try {
            return new IdRule(
                    IdRule.Keep.valueOf(keep.toUpperCase(Locale.ROOT)),
                    keys.containsKey("upper") && text(keys.get("upper")).equals("true"),
                    Integer.parseInt(length));
        } catch (IllegalArgumentException wrong) {
            throw invalid(line(node), "'keep' is digits, alphanumeric or all, 'length' a number");
        }
    }

    private CodeRule code(Map<String, Node> keys, Node node) {
        String table = text(keys, "table", node);
        CodeTable found = tables.find(table)
                .orElseThrow(
                        () -> new MapException(MapProblem.TABLE_UNKNOWN, name, line(node), 1, "table '" + table + "'"));
        String column = keys.containsKey("column")
                ? text(keys.get("column"))
                : found.columns().getFirst();
        if (!found.columns().contains(column)) {
            throw new MapException(MapProblem.TABLE_UNKNOWN, name, line(node), 1, "column of table '" + table + "'");
        }
        return CodeRule.of(found, column)
                .orElseThrow(
                        () -> invalid(line(node), "a translation of table '" + table + "' has another one itself"));
    }

    private String text(Map<String, Node> keys, String key, Node node) {
        if (!keys.containsKey(key)) {
            throw invalid(line(node), "'" + key + "' is missing");
        }
        return text(keys.get(key));
    }

    private Map<String, Node> keys(Node node, Set<String> allowed) {
        if (!(node instanceof MappingNode mapping)) {
            throw invalid(node == null ? 1 : line(node), "an object");
        }
        Map<String, Node> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (!allowed.contains(key) || keys.put(key, tuple.getValueNode()) != null) {
                throw invalid(line(tuple.getKeyNode()), "'" + key + "' is not known here or stands twice");
            }
        }
        return keys;
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw invalid(line(node), "a text");
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private ProblemException invalid(int line, String detail) {
        return new MapException(MapProblem.NORMALISE_INVALID, name, line, 1, detail);
    }
}
