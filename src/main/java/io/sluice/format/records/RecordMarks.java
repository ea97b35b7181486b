package io.sluice.format.records;

import io.sluice.format.records.RecordType.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Reads {@code header}, {@code detail} and {@code trailer} of {@code records}, each one type or a list of them. */
public final class RecordMarks {

    /** What every type may declare beside what its format adds. */
    private static final Set<String> KEYS = Set.of("name", "tag", "position");

    private RecordMarks() {}

    /** @param role and name and mark of a type, which the format completes with its columns */
    public record Named(RecordRole role, String name, Mark mark) {}

    /**
     * @param keys what the format adds to a type
     * @param complete makes the type of the format
     */
    public static <T extends RecordType> RecordTypes<T> read(
            Declared records, Set<String> keys, BiFunction<Named, Declared, T> complete) {
        Set<String> allowed = new TreeSet<>(KEYS);
        allowed.addAll(keys);
        List<T> types = new ArrayList<>();
        for (RecordRole role : RecordRole.values()) {
            String name = role.name().toLowerCase(java.util.Locale.ROOT);
            for (Declared one : records.maps(name)) {
                Mark mark = mark(one.only(allowed));
                if (mark.equals(Mark.OTHERWISE) && role != RecordRole.DETAIL) {
                    throw one.invalidAt("tag");
                }
                types.add(complete.apply(new Named(role, one.text("name", name), mark), one));
            }
        }
        return new RecordTypes<>(types);
    }

    private static Mark mark(Declared one) {
        if (one.has("tag")) {
            return Mark.tag(one.text("tag"));
        }
        return switch (one.text("position", "")) {
            case "" -> Mark.OTHERWISE;
            case "first" -> Mark.FIRST;
            case "last" -> Mark.LAST;
            default -> throw one.invalidAt("position");
        };
    }
}
