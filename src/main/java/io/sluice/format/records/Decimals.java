package io.sluice.format.records;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of files as exact decimals, never floating. */
public final class Decimals {

    // No exponents: 1e999999999 would be a number of a billion digits once it is added to another.
    private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d{1,40}(?:\\.\\d{0,20})?|\\.\\d{1,20})([+-]?)");

    private Decimals() {}

    /**
     * Digits with an optional point, a sign before or, as ERP systems write it, behind; spaces around. Empty for all
     * else.
     */
    public static Optional<BigDecimal> parse(String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        boolean two = matcher.matches()
                && !matcher.group(1).isEmpty()
                && !matcher.group(3).isEmpty();
        if (two || !matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(matcher.group(2));
        boolean negative = (matcher.group(1) + matcher.group(3)).equals("-");
        return Optional.of(negative ? value.negate() : value);
    }
}
