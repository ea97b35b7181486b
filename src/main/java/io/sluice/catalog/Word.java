package io.sluice.catalog;

import java.util.Locale;

/** An enum whose constants are written in YAML in lower case with hyphens: {@code REAL_TIME} is {@code real-time}. */
public interface Word {

    String name();

    /** The word as authors write it. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant of a word. The schemas allow no other words, so an unknown one means that a schema and its enum have
     * come apart.
     */
    static <E extends Enum<E> & Word> E of(Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (constant.word().equals(word)) {
                return constant;
            }
        }
        throw new IllegalStateException("the schema allows a word that " + type.getSimpleName() + " does not have");
    }
}
