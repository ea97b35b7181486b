package io.sluice.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Rows turned into columns, to be the parameters of one {@code unnest}. */
record Columns<R>(Collection<R> rows) {

    static <R> Columns<R> of(Collection<R> rows) {
        return new Columns<>(rows);
    }

    UUID[] ids(Function<R, UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    String[] texts(Function<R, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** Times as text, which PostgreSQL reads faster than JDBC would convert them; cast to {@code timestamptz[]}. */
    String[] times(Function<R, Instant> column) {
        return rows.stream()
                .map(column)
                .map(time -> time == null ? null : time.toString())
                .toArray(String[]::new);
    }

    byte[][] bytes(Function<R, byte[]> column) {
        return rows.stream().map(column).toArray(byte[][]::new);
    }

    long[] longs(ToLongFunction<R> column) {
        return rows.stream().mapToLong(column).toArray();
    }

    int[] ints(ToIntFunction<R> column) {
        return rows.stream().mapToInt(column).toArray();
    }

    boolean[] truths(Predicate<R> column) {
        boolean[] values = new boolean[rows.size()];
        int i = 0;
        for (R row : rows) {
            values[i++] = column.test(row);
        }
        return values;
    }

    /** An array in each row, as its text; cast to {@code bigint[]}. */
    String[] arrays(Function<R, long[]> column) {
        return rows.stream().map(column).map(Columns::literal).toArray(String[]::new);
    }

    static String literal(long[] numbers) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < numbers.length; i++) {
            text.append(i == 0 ? "" : ",").append(numbers[i]);
        }
        return text.append('}').toString();
    }

    static String literal(List<String> texts) {
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            literal.append(literal.length() == 1 ? "" : ",")
                    .append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
