package io.sluice.map;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Numbers and names of things, with what people put between their characters taken out.
 *
 * @param keep which characters belong to an id
 * @param upper letters are capitals
 * @param length with zeros in front to so many characters; 0 as long as it is. A longer one is not understood
 */
record IdRule(Keep keep, boolean upper, int length) implements NormaliseRule {

    /** Which characters stay. */
    enum Keep {
        DIGITS("[^0-9]"),
        ALPHANUMERIC("[^0-9A-Za-z]"),
        ALL("^\\s+|\\s+$");

        private final String out;

        Keep(String out) {
            this.out = out;
        }
    }

    /** Letters are no separators: an id of digits that has one is not understood. */
    @Override
    public Optional<String> apply(String value, LocalDate day) {
        if (keep == Keep.DIGITS && value.chars().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        String id = value.replaceAll(keep.out, "");
        if (id.isEmpty() || length > 0 && id.length() > length) {
            return Optional.empty();
        }
        String cased = upper ? id.toUpperCase(Locale.ROOT) : id;
        return Optional.of("0".repeat(Math.max(0, length - cased.length())) + cased);
    }
}
