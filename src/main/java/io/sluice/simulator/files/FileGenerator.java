package io.sluice.simulator.files;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Makes one file.
 *
 * @param rows details: rows, lines, transaction sets or claims
 * @param seed the same seed gives the same bytes
 */
public record FileGenerator(FileKind kind, long rows, long seed, FileFault fault) {

    /** What the file states, or would without its fault. */
    public record Totals(long rows, BigDecimal total) {}

    /** Writes the file and leaves the stream open; buffering is not needed. */
    public Totals write(OutputStream out) throws IOException {
        FileShape shape = kind.shape(seed);
        OutputStream buffered = new java.io.BufferedOutputStream(out, 1 << 16);
        BigDecimal before = shape.totalFirst() ? total(shape) : BigDecimal.ZERO;
        put(buffered, shape.header(rows, wrong(shape.totalFirst()) ? before.add(BigDecimal.ONE) : before));
        BigDecimal total = BigDecimal.ZERO;
        long faulty = rows / 2 + 1;
        for (long number = 1; number <= rows; number++) {
            FileShape.Row row = shape.row(number);
            total = total.add(row.amount());
            put(buffered, number == faulty && fault == FileFault.BAD_ROW ? shape.bad(row) : row.text());
            if (number == faulty && fault == FileFault.DUPLICATE_ROW) {
                put(buffered, row.text());
            }
            if (number == faulty && fault == FileFault.TRUNCATED) {
                put(buffered, shape.row(number + 1).text().substring(0, 20));
                buffered.flush();
                return new Totals(rows, total);
            }
        }
        if (fault != FileFault.MISSING_TRAILER) {
            put(buffered, shape.trailer(rows, wrong(!shape.totalFirst()) ? total.add(BigDecimal.ONE) : total));
        }
        buffered.flush();
        return new Totals(rows, total);
    }

    private boolean wrong(boolean statedHere) {
        return statedHere && fault == FileFault.WRONG_TOTAL;
    }

    private BigDecimal total(FileShape shape) {
        BigDecimal total = BigDecimal.ZERO;
        for (long number = 1; number <= rows; number++) {
            total = total.add(shape.row(number).amount());
        }
        return total;
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
