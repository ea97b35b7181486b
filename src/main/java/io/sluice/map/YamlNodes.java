package io.sluice.map;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * The nodes of a mapping that is written in YAML, as objects of known keys, lists and texts; what is none is refused
 * with its line.
 *
 * @param name of the file
 * @param problem that such a refusal is
 */
record YamlNodes(String name, MapProblem problem) {

    Node root(String source) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(source));
        } catch (MarkedYAMLException invalid) {
            int line = invalid.getProblemMark() == null
                    ? 0
                    : invalid.getProblemMark().getLine() + 1;
            throw invalid(line, "not YAML");
        } catch (YAMLException invalid) {
            throw invalid(0, "not YAML");
        }
    }

    /** @param what the refusal says when it is no list, or an empty one */
    List<Node> list(Node node, String what) {
        if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
            return list.getValue();
        }
        throw invalid(1, what);
    }

    Map<String, Node> keys(Node node, Set<String> allowed) {
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

    String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw invalid(line(node), "a text");
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    MapException invalid(int line, String detail) {
        return new MapException(problem, name, line, 1, detail);
    }
}
