package io.sluice.format.fixed;

import io.sluice.format.records.Declared;
import java.util.Set;

/**
 * One field of a record.
 *
 * @param start characters before it, from 0
 * @param length in characters
 * @param pad what fills it up
 * @param right whether the value stands at the right end
 */
record FixedField(String name, int start, int length, FixedValue value, char pad, boolean right) {

    private static final Set<String> KEYS =
            Set.of("name", "start", "length", "type", "decimals", "sign", "pattern", "pad", "align");

    /** @param next where it begins when it does not say so itself, from 0 */
    static FixedField of(Declared one, int next) {
        if (!one.only(KEYS).has("length")) {
            throw one.invalidAt("length");
        }
        int start = one.number("start", next + 1, 1, 1 << 20) - 1;
        FixedValue value = FixedValue.of(one);
        boolean number = value instanceof FixedValue.Amount;
        String pad = one.text("pad", number ? "0" : " ");
        if (pad.length() != 1) {
            throw one.invalidAt("pad");
        }
        boolean right = switch (one.text("align", number ? "right" : "left")) {
            case "right" -> true;
            case "left" -> false;
            default -> throw one.invalidAt("align");
        };
        return new FixedField(
                one.text("name"), start, one.number("length", 0, 1, 1 << 20), value, pad.charAt(0), right);
    }

    int end() {
        return start + length;
    }

    /** The field without what fills it up, so that a text of nothing but padding is empty. */
    String stripped(String line) {
        int from = start;
        int to = end();
        while (right && from < to && line.charAt(from) == pad) {
            from++;
        }
        while (!right && from < to && line.charAt(to - 1) == pad) {
            to--;
        }
        return line.substring(from, to);
    }

    /** Writes a value that fits into its place. */
    void put(String text, StringBuilder line) {
        String filling = String.valueOf(pad).repeat(length - text.length());
        String filled = !right
                ? text + filling
                : sign(text) && pad == '0' ? text.charAt(0) + filling + text.substring(1) : filling + text;
        line.replace(start, end(), filled);
    }

    /** Zeros stand between a sign and the digits. */
    private static boolean sign(String text) {
        return text.startsWith("-") || text.startsWith("+");
    }
}
