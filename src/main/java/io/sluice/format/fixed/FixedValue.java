package io.sluice.format.fixed;

import io.sluice.format.records.Decimals;
import io.sluice.format.records.Declared;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** What a field holds, between the characters in the file and a value of the tree. */
sealed interface FixedValue {

    /**
     * @param stripped without padding on the declared side
     * @param whole the whole field
     * @return null for a field that says nothing: blanks, or zeros as a date
     * @throws IllegalArgumentException or {@link DateTimeException} when it is not of this type
     */
    Object read(String stripped, String whole);

    /** @throws IllegalArgumentException or {@link DateTimeException} when the value is not of this type */
    String write(Object value);

    static FixedValue of(Declared one) {
        return switch (one.text("type", "text")) {
            case "text" -> new Text();
            case "number" -> new Amount(one.number("decimals", -1, 0, 20), sign(one));
            case "date" -> Moment.of(one);
            default -> throw one.invalidAt("type");
        };
    }

    private static Amount.Sign sign(Declared one) {
        return switch (one.text("sign", "leading")) {
            case "leading" -> Amount.Sign.LEADING;
            case "trailing" -> Amount.Sign.TRAILING;
            case "overpunch" -> Amount.Sign.OVERPUNCH;
            default -> throw one.invalidAt("sign");
        };
    }

    /** As it stands. */
    record Text() implements FixedValue {

        @Override
        public Object read(String stripped, String whole) {
            return stripped;
        }

        @Override
        public String write(Object value) {
            return value.toString();
        }
    }

    /**
     * An exact decimal.
     *
     * @param decimals digits behind a point that is not written; -1: the point, if any, is written
     */
    record Amount(int decimals, Sign sign) implements FixedValue {

        enum Sign {
            LEADING,
            TRAILING,
            /**
             * The last digit carries it, as COBOL's DISPLAY usage does: {@code &#123;} and A to I positive,
             * {@code &#125;} and J to R negative.
             */
            OVERPUNCH
        }

        private static final String POSITIVE = "{ABCDEFGHI";
        private static final String NEGATIVE = "}JKLMNOPQR";

        @Override
        public Object read(String stripped, String whole) {
            String text = whole.strip();
            if (text.isEmpty()) {
                return null;
            }
            if (decimals >= 0 && text.indexOf('.') >= 0) {
                throw new IllegalArgumentException("a point where it is implied");
            }
            BigDecimal digits = Decimals.parse(sign == Sign.OVERPUNCH ? punchedOut(text) : text)
                    .orElseThrow(() -> new IllegalArgumentException("not a number"));
            return decimals > 0 ? digits.movePointLeft(decimals).setScale(decimals, RoundingMode.UNNECESSARY) : digits;
        }

        @Override
        public String write(Object value) {
            Optional<BigDecimal> known = value instanceof Number number
                    ? Optional.of(new BigDecimal(number.toString()))
                    : Decimals.parse(value.toString());
            BigDecimal amount = known.orElseThrow(() -> new IllegalArgumentException("not a number"));
            try {
                String text = decimals < 0
                        ? amount.abs().toPlainString()
                        : amount.abs()
                                .setScale(decimals, RoundingMode.UNNECESSARY)
                                .unscaledValue()
                                .toString();
                return signed(text, amount.signum() < 0);
            } catch (ArithmeticException wouldRound) {
                throw new IllegalArgumentException("more decimals than the field has", wouldRound);
            }
        }

        private String signed(String digits, boolean negative) {
            return switch (sign) {
                case LEADING -> negative ? "-" + digits : digits;
                case TRAILING -> digits + (negative ? "-" : " ");
                case OVERPUNCH -> {
                    int last = digits.length() - 1;
                    yield digits.substring(0, last)
                            + (negative ? NEGATIVE : POSITIVE).charAt(digits.charAt(last) - '0');
                }
            };
        }

        private static String punchedOut(String text) {
            int last = text.length() - 1;
            int negative = NEGATIVE.indexOf(text.charAt(last));
            int digit = Math.max(negative, POSITIVE.indexOf(text.charAt(last)));
            return digit < 0 ? text : (negative < 0 ? "" : "-") + text.substring(0, last) + digit;
        }
    }

    /** A date or a date with time, in the tree as ISO 8601. */
    record Moment(DateTimeFormatter form, boolean withTime) implements FixedValue {

        static Moment of(Declared one) {
            String pattern = one.text("pattern", "yyyyMMdd");
            try {
                // y would need an era to be strict about the 30th of February
                DateTimeFormatter form =
                        DateTimeFormatter.ofPattern(pattern.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT);
                return new Moment(form, pattern.indexOf('H') >= 0);
            } catch (IllegalArgumentException unknown) {
                throw one.invalidAt("pattern");
            }
        }

        @Override
        public Object read(String stripped, String whole) {
            String text = whole.strip();
            boolean nothing = text.chars().allMatch(c -> c == '0');
            if (nothing) {
                return null;
            }
            return withTime
                    ? LocalDateTime.parse(text, form).toString()
                    : LocalDate.parse(text, form).toString();
        }

        @Override
        public String write(Object value) {
            String iso = value.toString();
            return withTime ? form.format(LocalDateTime.parse(iso)) : form.format(LocalDate.parse(iso));
        }
    }
}
