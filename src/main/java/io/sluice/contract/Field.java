package io.sluice.contract;

import java.util.List;
import java.util.Optional;

/**
 * One field of an entity.
 *
 * @param required present and not empty: a required text has a character, a required list an item, a required object a
 *     field
 * @param classification for a list or object the sensitivity of the container itself; its parts have their own
 * @param allowed the value set; empty means any value
 * @param fields the parts of an object; empty for every other type
 * @param items what a list holds; its name is that of the list
 */
public record Field(
        String name,
        FieldType type,
        boolean required,
        Classification classification,
        String description,
        Limits limits,
        List<String> allowed,
        List<Field> fields,
        Optional<Field> items) {

    public Field {
        allowed = List.copyOf(allowed);
        fields = List.copyOf(fields);
    }

    /** The part of that name, of an object or of the objects in a list. */
    public Optional<Field> field(String wanted) {
        return parts().stream().filter(f -> f.name().equals(wanted)).findFirst();
    }

    /** The parts of an object or of the objects in a list. */
    public List<Field> parts() {
        return items.map(Field::parts).orElse(fields);
    }
}
