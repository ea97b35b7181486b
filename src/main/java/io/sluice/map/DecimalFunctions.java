package io.sluice.map;

import com.dashjoin.jsonata.Jsonata;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $decimal}, {@code $decimalSum}, {@code $decimalProduct}, {@code $decimalNegate} and {@code $decimalCompare}:
 * numbers as decimal texts, for money and quantities. JSONata itself computes in binary floating point, where 0.1 + 0.2
 * is not 0.3.
 */
final class DecimalFunctions {

    private static final Pattern DECIMAL = Pattern.compile("\\s*([+-]?)([0-9]*)(?:[.]([0-9]*))?\\s*");
    private static final int LONGEST = 100;
    private static final int MOST_DIGITS = 20;

    private DecimalFunctions() {}

    /**
     * {@code $decimal(value[, {scale, implied}])}: a number as it stands, without needless zeros in front and without a
     * plus; nothing where there is no number. {@code implied}: that many of its digits are decimals, of a number
     * written without a point.
     */
    static Object decimal(Arguments args) {
        Map<?, ?> options = args.options(1);
        Optional<BigDecimal> number = read(args.value(0));
        int implied = digits(options, "implied");
        return number.map(value -> implied < 0 || value.scale() > 0 ? value : value.movePointLeft(implied))
                .map(value -> write(value, options))
                .orElse(null);
    }

    /** {@code $decimalSum(list)}: exact, with the most decimals that an item has; of nothing it is {@code 0}. */
    static Object sum(Arguments args) {
        Object given = args.value(0);
        List<?> items = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        BigDecimal sum = BigDecimal.ZERO;
        for (Object item : items) {
            if (item != null && item != Jsonata.NULL_VALUE) {
                sum = sum.add(number(item, 0));
            }
        }
        return sum.toPlainString();
    }

    /**
     * {@code $decimalProduct(a, b[, {scale}])}: exact, or rounded half up to so many decimals; nothing where a factor
     * is missing.
     */
    static Object product(Arguments args) {
        if (missing(args.value(0)) || missing(args.value(1))) {
            return null;
        }
        return write(number(args.value(0), 0).multiply(number(args.value(1), 1)), args.options(2));
    }

    /** {@code $decimalNegate(a)}. */
    static Object negate(Arguments args) {
        return missing(args.value(0)) ? null : number(args.value(0), 0).negate().toPlainString();
    }

    /** {@code $decimalCompare(a, b)}: -1, 0 or 1; 1.0 and 1.00 are equal. Nothing where one is missing. */
    static Object compare(Arguments args) {
        return missing(args.value(0)) || missing(args.value(1))
                ? null
                : number(args.value(0), 0).compareTo(number(args.value(1), 1));
    }

    private static String write(BigDecimal value, Map<?, ?> options) {
        int scale = digits(options, "scale");
        return (scale < 0 ? value : value.setScale(scale, RoundingMode.HALF_UP)).toPlainString();
    }

    /** -1 where the option is not there. */
    private static int digits(Map<?, ?> options, String name) {
        Object given = options.get(name);
        if (given == null) {
            return -1;
        }
        if (given instanceof Number number && number.intValue() >= 0 && number.intValue() <= MOST_DIGITS) {
            return number.intValue();
        }
        throw new ProblemException(MapProblem.FUNCTION_ARGUMENT, "option '" + name + "' must be a number from 0 to 20");
    }

    private static boolean missing(Object value) {
        return value == null || value == Jsonata.NULL_VALUE || "".equals(value);
    }

    private static BigDecimal number(Object value, int index) {
        return read(value).orElseThrow(() -> Arguments.wrong(index, "a decimal number"));
    }

    private static Optional<BigDecimal> read(Object value) {
        return switch (value) {
            case BigDecimal exact -> Optional.of(exact);
            case Number number -> Optional.of(new BigDecimal(number.toString()));
            case String text -> read(text);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> read(String text) {
        Matcher parts = DECIMAL.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        String whole = parts.group(2);
        String fraction = parts.group(3) == null ? "" : parts.group(3);
        if (whole.isEmpty() && fraction.isEmpty()) {
            return Optional.empty();
        }
        String sign = parts.group(1).equals("-") ? "-" : "";
        return Optional.of(
                new BigDecimal(sign + (whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction)));
    }
}
