package io.sluice.catalog.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.message.FileProblem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Parses one file. Use once. */
public final class YamlParser {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final List<FileProblem> problems;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlParser(String file, List<FileProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * @param file the name for problems
     * @param problems takes what is wrong
     * @return empty when there is no document; a document with problems inside it is returned without the bad parts
     */
    public static Optional<YamlDocument> parse(String file, String text, List<FileProblem> problems) {
        var found = new ArrayList<FileProblem>();
        var document = new YamlParser(file, found).document(text);
        problems.addAll(found);
        return document;
    }

    private Optional<YamlDocument> document(String text) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                problems.add(new FileProblem(file, 0, CatalogProblem.YAML, "the file is empty"));
                return Optional.empty();
            }
            places.put("", new Place(file, line(root)));
            return Optional.of(new YamlDocument(file, value(root, ""), places));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var line = mark == null ? 0 : mark.getLine() + 1;
            problems.add(new FileProblem(file, line, CatalogProblem.YAML, String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            // Limits of size and depth, and characters that YAML does not allow, carry no position.
            problems.add(new FileProblem(file, 0, CatalogProblem.YAML, "too long, too deep, or a control character"));
        }
        return Optional.empty();
    }

    private JsonNode value(Node node, String pointer) {
        // An alias is the very node of its anchor: it would make trees that are cyclic or grow without bound.
        if (!(node instanceof ScalarNode) && !seen.add(node)) {
            problems.add(new FileProblem(file, line(node), CatalogProblem.YAML, "an alias points here"));
            return JSON.nullNode();
        }
        return switch (node) {
            case MappingNode map -> map(map, pointer);
            case SequenceNode list -> list(list, pointer);
            case ScalarNode scalar
            when scalar.getScalarStyle() == ScalarStyle.PLAIN -> Scalars.plain(scalar.getValue());
            case ScalarNode scalar -> TextNode.valueOf(scalar.getValue());
            default -> throw new IllegalStateException("compose() gives maps, lists and scalars only");
        };
    }

    private JsonNode map(MappingNode node, String pointer) {
        var map = JSON.objectNode();
        for (var entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        new FileProblem(file, line(entry.getKeyNode()), CatalogProblem.YAML, "a key must be a text"));
                continue;
            }
            var name = key.getValue();
            if (map.has(name)) {
                problems.add(new FileProblem(file, line(key), CatalogProblem.KEY_TWICE, "'" + name + "'"));
                continue;
            }
            var below = Pointer.below(pointer, name);
            places.put(below, new Place(file, line(key)));
            map.set(name, value(entry.getValueNode(), below));
        }
        return map;
    }

    private JsonNode list(SequenceNode node, String pointer) {
        var list = JSON.arrayNode();
        for (var item : node.getValue()) {
            var below = Pointer.below(pointer, list.size());
            places.put(below, new Place(file, line(item)));
            list.add(value(item, below));
        }
        return list;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
