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
        return fill(new UUID[rows.size()], column);
    }

    String[] texts(Function<R, String> column) {
        return fill(new String[rows.size()], column);
    }

    /** Times as text, which PostgreSQL reads faster than JDBC would convert them; cast to {@code timestamptz[]}. */
    String[] times(Function<R, Instant> column) {
        return texts(row -> {
            Instant time = column.apply(row);
            return time == null ? null : time.toString();
        });
    }

    byte[][] bytes(Function<R, byte[]> column) {
        return fill(new byte[rows.size()][], column);
    }

    /** By hand: there are some fifty columns in each commit, and a stream for each costs more than what it carries. */
    private <T> T[] fill(T[] values, Function<R, T> column) {
        int i = 0;
        for (R row : rows) {
            values[i++] = column.apply(row);
        }
        return values;
    }

    long[] longs(ToLongFunction<R> column) {
        long[] values = new long[rows.size()];
        int i = 0;
        for (R row : rows) {
            values[i++] = column.applyAsLong(row);
        }
        return values;
    }

    int[] ints(ToIntFunction<R> column) {
        int[] values = new int[rows.size()];
        int i = 0;
        for (R row : rows) {
            values[i++] = column.applyAsInt(row);
        }
        return values;
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
        return texts(row -> literal(column.apply(row)));
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
