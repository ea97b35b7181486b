package io.sluice.contract;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The {@code logicalTypeOptions} of a field. {@code least} and {@code most} bound the length of a text, the number of
 * items of a list or the value of a number, whichever the type calls for.
 *
 * @param pattern regular expression (ECMA-262) for texts, not anchored
 * @param format for texts a format of JSON Schema ({@code uri, email, uuid, ...}); for dates and timestamps a pattern
 *     of {@link DatePrecision}
 */
public record Limits(
        Optional<BigDecimal> least,
        Optional<BigDecimal> most,
        Optional<String> pattern,
        Optional<String> format,
        boolean uniqueItems) {

    public static final Limits NONE =
            new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
}
