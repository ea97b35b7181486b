package io.sluice.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts single values into lists where the contract has lists. JSONata returns one item where it found one and a list
 * where it found several; consumers must never see that difference.
 */
public final class ArrayShape {

    private final Field root;

    public ArrayShape(Contract contract) {
        this.root = contract.root();
    }

    /** A tree of the same content with lists where the contract declares them; the given tree is not changed. */
    public Object apply(Object tree) {
        return shape(root, tree);
    }

    private static Object shape(Field field, Object value) {
        if (value == null) {
            return null;
        }
        if (field.type() == FieldType.ARRAY) {
            return list(field, value);
        }
        if (field.type() == FieldType.OBJECT && value instanceof Map<?, ?> map) {
            var shaped = new LinkedHashMap<Object, Object>();
            map.forEach((name, part) -> shaped.put(name, part(field, String.valueOf(name), part)));
            return shaped;
        }
        return value;
    }

    private static Object part(Field parent, String name, Object value) {
        var declared = parent.field(name);
        return declared.isPresent() ? shape(declared.get(), value) : value;
    }

    private static List<Object> list(Field field, Object value) {
        var given = value instanceof List<?> list ? list : List.of(value);
        var shaped = new ArrayList<>();
        for (Object item : given) {
            shaped.add(field.items().isPresent() ? shape(field.items().get(), item) : item);
        }
        return shaped;
    }
}
