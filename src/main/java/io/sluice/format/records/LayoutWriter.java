package io.sluice.format.records;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts headers, details and trailers in their order; how one record looks is the format's. */
public final class LayoutWriter implements RecordWriter {

    /** How a format writes its records. What is refused leaves no trace. */
    public interface Shape {

        /** What stands before the first record. @param firstDetail null when there is none */
        byte[] begin(Content firstDetail);

        /** @throws ProblemException when it does not fit */
        byte[] detail(Content detail);

        /** A header or trailer, by its values. */
        byte[] around(int type, Map<String, Object> values);

        /** What stands behind the last record. */
        byte[] end();
    }

    /** A header or trailer that is written. */
    public record Around(RecordRole role, int type, Map<String, Template> values) {}

    private final OutputStream out;
    private final BatchFacts facts;
    private final Shape shape;
    private final List<Around> around;
    private final BatchTotals totals;
    private boolean begun;

    public LayoutWriter(OutputStream out, BatchFacts facts, Format format, Shape shape, List<Around> around) {
        this.out = out;
        this.facts = facts;
        this.shape = shape;
        this.around = around;
        this.totals = new BatchTotals(
                format,
                around.stream()
                        .flatMap(one -> one.values().values().stream())
                        .flatMap(value -> value.sums().stream())
                        .toList());
    }

    /** Compiles the {@code values} of the types that have some; those of headers without totals. */
    public static <T extends RecordType> List<Around> around(
            RecordTypes<T> types, java.util.function.Function<T, Map<String, String>> values, Format format) {
        List<Around> found = new java.util.ArrayList<>();
        for (int i = 0; i < types.all().size(); i++) {
            T type = types.all().get(i);
            Map<String, Template> templates = new LinkedHashMap<>();
            values.apply(type).forEach((name, text) -> {
                String key = "records." + type.name() + ".values." + name;
                templates.put(
                        name,
                        type.role() == RecordRole.TRAILER
                                ? Template.ofTrailer(text, key, format)
                                : Template.of(text, key));
            });
            if (type.role() != RecordRole.DETAIL && !templates.isEmpty()) {
                found.add(new Around(type.role(), i, templates));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public void write(Content detail) throws IOException {
        Map<String, BigDecimal> next = totals.with(detail);
        begin(detail);
        out.write(shape.detail(detail));
        totals.add(next);
    }

    @Override
    public void finish() throws IOException {
        begin(null);
        around(RecordRole.TRAILER);
        out.write(shape.end());
        out.flush();
    }

    private void begin(Content firstDetail) throws IOException {
        if (!begun) {
            byte[] first = shape.begin(firstDetail);
            begun = true;
            out.write(first);
            around(RecordRole.HEADER);
        }
    }

    private void around(RecordRole role) throws IOException {
        for (Around one : around) {
            if (one.role() == role) {
                Map<String, Object> values = new LinkedHashMap<>();
                one.values().forEach((name, template) -> values.put(name, template.value(facts, totals)));
                out.write(shape.around(one.type(), values));
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
