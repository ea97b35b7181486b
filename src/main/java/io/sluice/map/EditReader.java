package io.sluice.map;

import io.sluice.format.hl7.Hl7Path;
import io.sluice.format.hl7.Hl7Value;
import io.sluice.message.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

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
    private final YamlNodes nodes;
    private final CodeTables tables;
    private final MapLimits limits;

    EditReader(String name, CodeTables tables, MapLimits limits) {
        this.name = name;
        this.nodes = new YamlNodes(name, MapProblem.EDIT_INVALID);
        this.tables = tables;
        this.limits = limits;
    }

    List<EditStep> read(String source) {
        Map<String, Node> keys = nodes.keys(nodes.root(source), Set.of("edit", "format"));
        Node format = keys.get("format");
        if (format != null && !nodes.text(format).equals("hl7v2")) {
            throw nodes.invalid(YamlNodes.line(format), "'format' must be hl7v2");
        }
        return nodes.list(keys.get("edit"), "'edit' must be a list of steps").stream()
                .map(this::step)
                .toList();
    }

    private EditStep step(Node node) {
        Map<String, Node> keys = nodes.keys(node, KEYS);
        long verbs = keys.keySet().stream()
                .filter(Set.of("set", "clear", "delete")::contains)
                .count();
        long sources = keys.keySet().stream()
                .filter(Set.of("value", "from", "jsonata")::contains)
                .count();
        if (verbs != 1 || sources != (keys.containsKey("set") ? 1 : 0)) {
            throw nodes.invalid(YamlNodes.line(node), "one of set (with value, from or jsonata), clear, delete");
        }
        boolean skip = keys.containsKey("missing");
        if (skip && !nodes.text(keys.get("missing")).equals("skip")) {
            throw nodes.invalid(YamlNodes.line(node), "'missing' can only be skip");
        }
        if (keys.containsKey("clear")) {
            return fixed(keys.get("clear"), Hl7Value.EMPTY, skip);
        }
        if (keys.containsKey("delete")) {
            return fixed(keys.get("delete"), Hl7Value.NULL, skip);
        }
        Node target = keys.get("set");
        return new EditStep(path(target), source(keys), skip, YamlNodes.line(target));
    }

    private EditStep fixed(Node target, Hl7Value value, boolean skip) {
        return new EditStep(path(target), new EditStep.Source.Fixed(value), skip, YamlNodes.line(target));
    }

    private EditStep.Source source(Map<String, Node> keys) {
        if (keys.containsKey("from")) {
            return new EditStep.Source.Copied(path(keys.get("from")));
        }
        if (keys.containsKey("value")) {
            String text = nodes.text(keys.get("value"));
            return new EditStep.Source.Fixed(text.isEmpty() ? Hl7Value.EMPTY : new Hl7Value.Text(text));
        }
        Node node = keys.get("jsonata");
        // A block text begins on the line behind its indicator, any other where it stands.
        boolean block = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        int before = YamlNodes.line(node) - (block ? 0 : 1);
        return new EditStep.Source.Computed(new Expression(name, nodes.text(node), before, tables, limits));
    }

    private Hl7Path path(Node node) {
        try {
            Hl7Path path = Hl7Path.of(nodes.text(node));
            if (path.relative() || path.field() == 0) {
                throw nodes.invalid(YamlNodes.line(node), "a path with segment and field");
            }
            return path;
        } catch (ProblemException wrong) {
            throw wrong instanceof MapException own ? own : nodes.invalid(YamlNodes.line(node), wrong.where());
        }
    }
}
