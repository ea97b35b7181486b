package io.sluice.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reduces an event to listed fields: data minimisation by absence. A path is a dotted name, lists are looked through:
 * {@code name} keeps everything below, {@code address.city} keeps of every address the city. What is not listed is not
 * masked or emptied, it is not there.
 *
 * <p>Immutable; build one for each integration and entity and use it from any thread.
 */
public final class Projection {

    private final Node root;

    /** What remains of an event, and the paths that were taken away, sorted, without list positions or values. */
    public record Result(Map<String, Object> tree, Set<String> removed) {}

    private record Node(boolean whole, Map<String, Node> parts) {}

    private Projection(Node root) {
        this.root = root;
    }

    /**
     * @param paths as in {@code reads: {patient: [identifier, name, address.city]}}; none at all leaves an empty event
     */
    public static Projection of(Collection<String> paths) {
        return new Projection(
                node(paths.stream().map(path -> List.of(path.split("\\."))).toList()));
    }

    private static Node node(List<List<String>> paths) {
        if (paths.stream().anyMatch(List::isEmpty)) {
            return new Node(true, Map.of());
        }
        var below = new TreeMap<String, List<List<String>>>();
        for (var path : paths) {
            below.computeIfAbsent(path.getFirst(), name -> new ArrayList<>()).add(path.subList(1, path.size()));
        }
        var parts = new TreeMap<String, Node>();
        below.forEach((name, rest) -> parts.put(name, node(rest)));
        return new Node(false, parts);
    }

    /** The event itself is not changed. */
    public Result apply(Map<String, ?> event) {
        var removed = new TreeSet<String>();
        return new Result(object(root, event, "", removed), removed);
    }

    private static Map<String, Object> object(Node node, Map<?, ?> object, String prefix, Set<String> removed) {
        var kept = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> {
            var name = String.valueOf(key);
            var part = node.parts().get(name);
            if (part == null) {
                removed.add(prefix + name);
            } else if (part.whole() || value == null) {
                // Null says that the value shall be deleted, which a reader of the field has to know.
                kept.put(name, value);
            } else {
                var some = partOf(part, value, prefix + name, removed);
                if (some != null) {
                    kept.put(name, some);
                }
            }
        });
        return kept;
    }

    /** Null when nothing of the value may stay. */
    private static Object partOf(Node node, Object value, String path, Set<String> removed) {
        return switch (value) {
            case Map<?, ?> object -> {
                var kept = object(node, object, path + ".", removed);
                yield kept.isEmpty() ? null : kept;
            }
            case List<?> list -> {
                var kept = new ArrayList<>();
                list.stream()
                        .filter(Objects::nonNull)
                        .map(item -> partOf(node, item, path, removed))
                        .filter(Objects::nonNull)
                        .forEach(kept::add);
                yield kept.isEmpty() ? null : kept;
            }
            default -> {
                // A path that goes deeper than the value, such as gender.code on a text: nothing of it is listed.
                removed.add(path);
                yield null;
            }
        };
    }
}
