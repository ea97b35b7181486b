package io.sluice.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts single values into lists where the contract has lists. JSONata returns one item where it found one and a list
 * where it found several; consumers must never see that difference. Made once for a contract; any number of threads may
 * use it.
 */
public final class ArrayShape {

    private final boolean list;
    private final Map<String, ArrayShape> parts = new HashMap<>();
    private final @Nullable ArrayShape items;

    public ArrayShape(Contract contract) {
        this(contract.root());
    }

    private ArrayShape(Field field) {
        this.list = field.type() == FieldType.ARRAY;
        this.items = field.items().map(ArrayShape::new).orElse(null);
        if (field.type() == FieldType.OBJECT) {
            field.parts().forEach(part -> parts.put(part.name(), new ArrayShape(part)));
        }
    }

    /** A tree of the same content with lists where the contract declares them; the given tree is not changed. */
    public Object apply(Object tree) {
        if (list) {
            return list(tree);
        }
        return !parts.isEmpty() && tree instanceof Map<?, ?> map ? object(map) : tree;
    }

    private Object object(Map<?, ?> map) {
        Map<Object, @Nullable Object> shaped = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, value) -> {
            ArrayShape part = value == null ? null : parts.get(String.valueOf(name));
            shaped.put(name, part == null ? value : part.apply(value));
        });
        return shaped;
    }

    private List<Object> list(Object value) {
        List<?> given = value instanceof List<?> several ? several : List.of(value);
        List<Object> shaped = new ArrayList<>(given.size());
        for (Object item : given) {
            shaped.add(items == null || item == null ? item : items.apply(item));
        }
        return shaped;
    }
}
