package io.sluice.map;

import io.sluice.format.hl7.Hl7Path;
import io.sluice.format.hl7.Hl7Value;
import io.sluice.message.ProblemException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads {@code *.edit.yaml}.
 *
 * <pre>
 * edit:
 *   - set: MSH-5
 *     value: LAB                                   # a fixed text
 *   - set: PV1-3-4
 *     from: MSH-4-1                                # copied from the original message
 *   - set: PV1-2
 *     jsonata: $code('patient-class', $get('PV1-2-1'))   # computed; nothing leaves the field as it is
 *   - clear: PID-19                                # empty: says nothing
 *   - delete: PID-14                               # "": says that the receiver shall delete it
 *     missing: skip                                # a message without it is no error
 * </pre>
 */
final class EditReader {

    private static final Set<String> KEYS = Set.of("set", "clear", "delete", "value", "from", "jsonata", "missing");

    private final String name;
    private final CodeTables tables;
    private final MapLimits limits;

    EditReader(String name, CodeTables tables, MapLimits limits) {
        this.name = name;
        this.tables = tables;
        this.limits = limits;
    }

    List<EditStep> read(String source) {
        Node root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(source));
        } catch (MarkedYAMLException invalid) {
            int line = invalid.getProblemMark() == null
                    ? 0
                    : invalid.getProblemMark().getLine() + 1;
            throw invalid(line, "not YAML");
        } catch (YAMLException invalid) {
            throw invalid(0, "not YAML");
        }
        List<EditStep> steps = new ArrayList<>();
        Map<String, Node> keys = keys(root, Set.of("edit", "format"));
        Node format = keys.get("format");
        if (format != null && !text(format).equals("hl7v2")) {
            throw invalid(line(format), "'format' must be hl7v2");
        }
        if (!(keys.get("edit") instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw invalid(1, "'edit' must be a list of steps");
        }
        for (Node step : list.getValue()) {
            steps.add(step(step));
        }
        return List.copyOf(steps);
    }

    private EditStep step(Node node) {
        Map<String, Node> keys = keys(node, KEYS);
        long verbs = keys.keySet().stream()
                .filter(Set.of("set", "clear", "delete")::contains)
                .count();
        long sources = keys.keySet().stream()
                .filter(Set.of("value", "from", "jsonata")::contains)
                .count();
        if (verbs != 1 || sources != (keys.containsKey("set") ? 1 : 0)) {
            throw invalid(line(node), "one of set (with value, from or jsonata), clear, delete");
        }
        boolean skip = keys.containsKey("missing");
        if (skip && !text(keys.get("missing")).equals("skip")) {
            throw invalid(line(node), "'missing' can only be skip");
        }
        if (keys.containsKey("clear")) {
            return fixed(keys.get("clear"), Hl7Value.EMPTY, skip);
        }
        if (keys.containsKey("delete")) {
            return fixed(keys.get("delete"), Hl7Value.NULL, skip);
        }
        Node target = keys.get("set");
        return new EditStep(path(target), source(keys), skip, line(target));
    }

    private EditStep fixed(Node target, Hl7Value value, boolean skip) {
        return new EditStep(path(target), new EditStep.Source.Fixed(value), skip, line(target));
    }

    private EditStep.Source source(Map<String, Node> keys) {
        if (keys.containsKey("from")) {
            return new EditStep.Source.Copied(path(keys.get("from")));
        }
        if (keys.containsKey("value")) {
            String text = text(keys.get("value"));
            return new EditStep.Source.Fixed(text.isEmpty() ? Hl7Value.EMPTY : new Hl7Value.Text(text));
        }
        Node node = keys.get("jsonata");
        // A block text begins on the line behind its indicator, any other where it stands.
        boolean block = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        int before = line(node) - (block ? 0 : 1);
        return new EditStep.Source.Computed(new Expression(name, text(node), before, tables, limits));
    }

    private Hl7Path path(Node node) {
        try {
            Hl7Path path = Hl7Path.of(text(node));
            if (path.relative() || path.field() == 0) {
                throw invalid(line(node), "a path with segment and field");
            }
            return path;
        } catch (ProblemException wrong) {
            throw wrong instanceof MapException own ? own : invalid(line(node), wrong.where());
        }
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

    private MapException invalid(int line, String detail) {
        return new MapException(MapProblem.EDIT_INVALID, name, line, 1, detail);
    }
}
