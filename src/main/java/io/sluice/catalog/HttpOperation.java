package io.sluice.catalog;

import io.sluice.contract.BodySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One resource of an integration that receives by HTTP.
 *
 * @param name for headers, logs and traces: {@code operationId}, else method and path
 * @param method in capital letters
 * @param path {@code /appointments/{id}}; the names in braces become headers
 * @param consumes media types that it takes; empty: those of the integration's format
 * @param takes schema of a request: of its body, or of {operation, path, query}
 * @param gives schemas of answers by status, {@code default} for all others
 */
public record HttpOperation(
        String name,
        String method,
        String path,
        List<String> consumes,
        Optional<BodySchema> takes,
        Map<String, BodySchema> gives,
        ApiRules rules) {

    public HttpOperation {
        consumes = List.copyOf(consumes);
        gives = Frozen.map(gives);
    }

    /** Of which nothing is declared but where it is. */
    public HttpOperation(String name, String method, String path, List<String> consumes) {
        this(name, method, path, consumes, Optional.empty(), Map.of(), ApiRules.NONE);
    }

    /** Of an answer with that status. */
    public Optional<BodySchema> gives(int status) {
        return Optional.ofNullable(gives.get(Integer.toString(status)))
                .or(() -> Optional.ofNullable(gives.get("default")));
    }

    /** Whether it only reads (RFC 9110 section 9.2.1). */
    public boolean reads() {
        return method.equals("GET");
    }

    /** The values of the names in braces; empty when it is another path. */
    public Optional<Map<String, String>> match(List<String> segments) {
        List<String> mine = segments(path);
        if (mine.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < mine.size(); i++) {
            if (variable(mine.get(i))) {
                values.put(mine.get(i).substring(1, mine.get(i).length() - 1), segments.get(i));
            } else if (!mine.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Whether some request is for both. */
    public boolean overlaps(HttpOperation other) {
        List<String> mine = segments(path);
        List<String> theirs = segments(other.path);
        if (!method.equals(other.method) || mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            boolean either = variable(mine.get(i)) || variable(theirs.get(i));
            if (!either && !mine.get(i).equals(theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The names in braces. */
    public List<String> variables() {
        return segments(path).stream()
                .filter(HttpOperation::variable)
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    /** What stands between the slashes; none for {@code /}. */
    public static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            segments.add(segment);
        }
        segments.removeFirst(); // what stands before the first slash
        return segments.size() == 1 && segments.getFirst().isEmpty() ? List.of() : List.copyOf(segments);
    }

    private static boolean variable(String segment) {
        return segment.startsWith("{");
    }
}
