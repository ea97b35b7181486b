package io.sluice.format.x12;

import io.sluice.format.records.ControlVerdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether the money and the counts that a set states add up: the payment of an 835 against its claims and adjustments
 * and each of its claims (005010X221 section 1.10.2.1), the charges of an 837 against its lines, the lines of 810, 850,
 * 855, 856.
 */
abstract sealed class X12Balance {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,9})?|\\.\\d{1,9})");

    static X12Balance of(String type) {
        return switch (type) {
            case "835" -> new Payment();
            case "837" -> new Claims();
            case "850", "855" -> new Lines("PO1");
            case "810" -> new Lines("IT1");
            case "856" -> new Lines("HL");
            default -> new Nothing();
        };
    }

    abstract void accept(X12Segment segment);

    /** At the end of the set. */
    abstract List<ControlVerdict> verdicts();

    static Optional<BigDecimal> number(X12Segment segment, int element) {
        String text = X12SetCheck.text(segment, element);
        return !text.isEmpty() && NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text.endsWith(".") ? text + "0" : text))
                : Optional.empty();
    }

    static BigDecimal amount(X12Segment segment, int element) {
        return number(segment, element).orElse(BigDecimal.ZERO);
    }

    /** How many of the claims add up; each is finished by the next. */
    static final class Tally {

        private long all;
        private long right;
        private boolean open;
        private BigDecimal difference = BigDecimal.ZERO;

        void begin(BigDecimal value) {
            end();
            open = true;
            all++;
            difference = value;
        }

        void subtract(BigDecimal value) {
            difference = difference.subtract(value);
        }

        void end() {
            right += open && difference.signum() == 0 ? 1 : 0;
            open = false;
        }

        ControlVerdict verdict(String name, String rule) {
            end();
            return new ControlVerdict(name, rule, Optional.of(BigDecimal.valueOf(all)), BigDecimal.valueOf(right), 0);
        }
    }

    private static final class Payment extends X12Balance {

        private Optional<BigDecimal> stated = Optional.empty();
        private BigDecimal paid = BigDecimal.ZERO;
        private final Tally claims = new Tally();

        @Override
        void accept(X12Segment segment) {
            switch (segment.tag()) {
                case "BPR" -> stated = number(segment, 2);
                case "CLP" -> {
                    claims.begin(amount(segment, 3).subtract(amount(segment, 4)));
                    paid = paid.add(amount(segment, 4));
                }
                case "CAS" -> {
                    for (int element = 3; element <= 18; element += 3) {
                        claims.subtract(amount(segment, element));
                    }
                }
                case "PLB" -> {
                    for (int element = 4; element <= 14; element += 2) {
                        paid = paid.subtract(amount(segment, element));
                    }
                }
                default -> {
                    // says nothing of money
                }
            }
        }

        @Override
        List<ControlVerdict> verdicts() {
            return List.of(
                    new ControlVerdict("BPR-2", "sum(CLP-4) - sum(PLB)", stated, paid, 0),
                    claims.verdict("CLP", "count(CLP-3 = CLP-4 + sum(CAS))"));
        }
    }

    private static final class Claims extends X12Balance {

        private static final Map<String, Integer> CHARGES = Map.of("SV1", 2, "SV2", 3, "SV3", 2);

        private final Tally claims = new Tally();

        @Override
        void accept(X12Segment segment) {
            String tag = segment.tag();
            if (tag.equals("CLM")) {
                claims.begin(amount(segment, 2));
            } else if (CHARGES.containsKey(tag)) {
                claims.subtract(amount(segment, CHARGES.get(tag)));
            }
        }

        @Override
        List<ControlVerdict> verdicts() {
            return List.of(claims.verdict("CLM", "count(CLM-2 = sum(SV1-2, SV2-3, SV3-2))"));
        }
    }

    private static final class Lines extends X12Balance {

        private final String line;
        private long count;
        private final List<ControlVerdict> verdicts = new ArrayList<>();

        Lines(String line) {
            this.line = line;
        }

        @Override
        void accept(X12Segment segment) {
            if (segment.is(line)) {
                count++;
            } else if (segment.is("CTT")) {
                verdicts.add(new ControlVerdict(
                        "CTT-1", "count(" + line + ")", number(segment, 1), BigDecimal.valueOf(count), 0));
            }
        }

        @Override
        List<ControlVerdict> verdicts() {
            return verdicts;
        }
    }

    private static final class Nothing extends X12Balance {

        @Override
        void accept(X12Segment segment) {
            // has no totals
        }

        @Override
        List<ControlVerdict> verdicts() {
            return List.of();
        }
    }
}
