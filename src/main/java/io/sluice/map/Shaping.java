package io.sluice.map;

import com.dashjoin.jsonata.Jsonata;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns what JSONata gives into plain data: maps in the order of the mapping, lists, texts, numbers, booleans, null.
 * Where a contract says array there is one, since JSONata does not tell one item from a list of one. Immutable.
 *
 * <p>Unless told otherwise an empty text, list or object is left out: in HL7 an empty field says nothing, and in FHIR
 * JSON there is no empty value. null stays: it says that the value shall be deleted.
 */
public final class Shaping {

    private static final Node PLAIN = new Node(false, Map.of());

    /** One name of the array paths. */
    private record Node(boolean array, Map<String, Node> children) {

        Node child(String name) {
            return children.getOrDefault(name, PLAIN);
        }
    }

    private final Node root;
    private final boolean dropEmpty;

    private Shaping(Node root, boolean dropEmpty) {
        this.root = root;
        this.dropEmpty = dropEmpty;
    }

    /** @param arrays names joined by dots through objects and arrays alike: {@code identifier}, {@code name.given} */
    public static Shaping of(Set<String> arrays) {
        return new Shaping(node(arrays, ""), true);
    }

    /** Everything as the mapping gives it, empty values too. */
    public static Shaping asMapped() {
        return new Shaping(PLAIN, false);
    }

    private static Node node(Set<String> arrays, String path) {
        Map<String, Node> children = new LinkedHashMap<>();
        String prefix = path.isEmpty() ? "" : path + ".";
        for (String array : arrays) {
            if (array.startsWith(prefix) && array.length() > prefix.length()) {
                String name = array.substring(prefix.length()).split("\\.", 2)[0];
                children.computeIfAbsent(name, ignored -> node(arrays, prefix + name));
            }
        }
        return new Node(arrays.contains(path), children);
    }

    /**
     * @return null when nothing is left
     * @throws ProblemException {@link MapProblem#RESULT_INVALID} for what is no data
     */
    Object apply(Object value) {
        Object shaped = shape(value, root);
        return dropEmpty && empty(shaped) ? null : shaped;
    }

    private Object shape(Object value, Node node) {
        Object shaped = value instanceof List<?> list ? list(list, node) : single(value, node);
        boolean wrap = node.array() && !(shaped instanceof List) && shaped != null && !(dropEmpty && empty(shaped));
        return wrap ? new ArrayList<>(List.of(shaped)) : shaped;
    }

    private List<Object> list(List<?> list, Node node) {
        Node item = node.array() ? new Node(false, node.children()) : node;
        List<Object> shaped = new ArrayList<>(list.size());
        for (Object element : list) {
            Object one = shape(element, item);
            if (!(dropEmpty && empty(one))) {
                shaped.add(one);
            }
        }
        return shaped;
    }

    private Object single(Object value, Node node) {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return null;
        }
        return switch (value) {
            case String text -> text;
            case Boolean bool -> bool;
            case Number number -> number(number);
            case Map<?, ?> map -> object(map, node);
            default -> throw new ProblemException(MapProblem.RESULT_INVALID, "");
        };
    }

    private Map<String, Object> object(Map<?, ?> map, Node node) {
        Map<String, Object> shaped = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            Object part = shape(value, node.child(name));
            if (!(dropEmpty && empty(part))) {
                shaped.put(name, part);
            }
        });
        return shaped;
    }

    private static boolean empty(Object value) {
        return value instanceof String text && text.isEmpty()
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** JSONata computes with doubles; a whole number is written without a fraction. */
    private static Number number(Number number) {
        boolean whole = number instanceof Integer || number instanceof Long || number instanceof BigInteger;
        if (whole || number instanceof BigDecimal) {
            return number;
        }
        double value = number.doubleValue();
        long rounded = (long) value;
        return rounded == value && Math.abs(value) < 1L << 53 ? (Number) rounded : new BigDecimal(number.toString());
    }
}
