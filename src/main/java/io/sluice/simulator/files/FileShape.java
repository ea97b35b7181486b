package io.sluice.simulator.files;

import java.math.BigDecimal;

/** How a kind of file looks. The n-th row follows from the seed and n alone. */
interface FileShape {

    /**
     * @param text with its line end
     * @param amount what it adds to the stated total
     */
    record Row(String text, BigDecimal amount) {}

    /** Before the rows, with its line end. */
    String header(long rows, BigDecimal total);

    /** @param number from 1 */
    Row row(long number);

    /** Behind the rows, with its line end. */
    String trailer(long rows, BigDecimal total);

    /** The row, so that it cannot be read. */
    String bad(Row row);

    /** Whether the header states the total, so that it must be known before. */
    default boolean totalFirst() {
        return false;
    }
}
