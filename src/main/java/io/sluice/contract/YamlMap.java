package io.sluice.contract;

import io.sluice.message.ProblemCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of one YAML map, typed on the way out. A value of the wrong shape is noted as a problem and left out. */
final class YamlMap {

    private static final int MAX_DEPTH = 32;

    private final YamlFile file;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    YamlMap(YamlFile file, MappingNode node) {
        this.file = file;
        this.node = node;
        for (var tuple : node.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, tuple.getValueNode()) != null) {
                file.problem(YamlFile.line(tuple.getKeyNode()), ContractProblem.KEY_INVALID, "'" + key + "' twice");
            }
        }
    }

    int line() {
        return YamlFile.line(node);
    }

    /** Identity of the node, by which a reader notices that it came back to a map that it is still reading. */
    Object identity() {
        return node;
    }

    int line(String key) {
        return values.containsKey(key) ? YamlFile.line(values.get(key)) : line();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    void problem(String key, ProblemCode code, String detail) {
        file.problem(line(key), code, detail);
    }

    void onlyKeys(Set<String> known) {
        values.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problem(key, ContractProblem.KEY_UNKNOWN, "'" + key + "'"));
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).flatMap(value -> {
            if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
                return Optional.of(scalar.getValue());
            }
            problem(key, ContractProblem.KEY_INVALID, "'" + key + "' must be a text");
            return Optional.empty();
        });
    }

    /** The text; when it is missing that is noted and the result is empty. */
    String required(String key) {
        if (!has(key)) {
            problem(key, ContractProblem.KEY_MISSING, "'" + key + "'");
        }
        return text(key).orElse("");
    }

    /** A word of a vocabulary; anything else is noted with the vocabulary. */
    <T> Optional<T> word(String key, Function<String, Optional<T>> vocabulary, ProblemCode code, String accepted) {
        return text(key).flatMap(text -> {
            var word = vocabulary.apply(text);
            if (word.isEmpty()) {
                problem(key, code, "'" + key + "' is one of: " + accepted);
            }
            return word;
        });
    }

    boolean flag(String key) {
        return word(key, YamlMap::toBoolean, ContractProblem.KEY_INVALID, "true, false")
                .orElse(false);
    }

    Optional<BigDecimal> number(String key) {
        return word(key, YamlMap::toNumber, ContractProblem.KEY_INVALID, "a number");
    }

    Optional<YamlMap> map(String key) {
        return Optional.ofNullable(values.get(key)).flatMap(value -> toMap(key, value));
    }

    List<YamlMap> maps(String key) {
        return nodes(key).stream().flatMap(n -> toMap(key, n).stream()).toList();
    }

    List<String> texts(String key) {
        return nodes(key).stream()
                .map(n -> n instanceof ScalarNode scalar ? scalar.getValue() : "")
                .toList();
    }

    /** The value as plain maps, lists, texts, numbers and booleans, for a piece of JSON Schema. */
    Optional<Object> plain(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> plain(value, 0));
    }

    private Object plain(Node value, int depth) {
        if (depth > MAX_DEPTH) {
            file.problem(YamlFile.line(value), ContractProblem.YAML, "nested too deeply");
            return "";
        }
        return switch (value) {
            case MappingNode map -> {
                var entries = new LinkedHashMap<String, Object>();
                new YamlMap(file, map).values.forEach((k, v) -> entries.put(k, plain(v, depth + 1)));
                yield entries;
            }
            case SequenceNode list ->
                list.getValue().stream().map(v -> plain(v, depth + 1)).toList();
            case ScalarNode scalar -> plain(scalar);
            default -> "";
        };
    }

    private static Object plain(ScalarNode scalar) {
        var text = scalar.getValue();
        if (scalar.getTag().equals(Tag.BOOL)) {
            return toBoolean(text).orElse(false);
        }
        if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
            return toNumber(text).map(Object.class::cast).orElse(text);
        }
        return text;
    }

    private List<Node> nodes(String key) {
        var value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode list) {
            return new ArrayList<>(list.getValue());
        }
        problem(key, ContractProblem.KEY_INVALID, "'" + key + "' must be a list");
        return List.of();
    }

    private Optional<YamlMap> toMap(String key, Node value) {
        if (value instanceof MappingNode map) {
            return Optional.of(new YamlMap(file, map));
        }
        problem(key, ContractProblem.KEY_INVALID, "'" + key + "' must hold keys");
        return Optional.empty();
    }

    private static Optional<Boolean> toBoolean(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> toNumber(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
