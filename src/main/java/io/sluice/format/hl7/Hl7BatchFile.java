package io.sluice.format.hl7;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.BatchTotals;
import io.sluice.format.records.RecordWriter;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/** Writes one batch of messages in the form that is declared. */
final class Hl7BatchFile implements RecordWriter {

    private final Hl7BatchWriter writer;
    private final Hl7BatchForm form;
    private final BatchFacts facts;
    private final BatchTotals totals;
    private boolean begun;

    Hl7BatchFile(Hl7BatchWriter writer, Hl7BatchForm form, BatchFacts facts) {
        this.writer = writer;
        this.form = form;
        this.facts = facts;
        this.totals = new BatchTotals(
                Format.HL7V2,
                form.totals().stream().flatMap(total -> total.sums().stream()).toList());
    }

    @Override
    public void write(Content detail) throws IOException {
        if (!(detail instanceof Hl7Message message)) {
            throw new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, "content that is not HL7 v2");
        }
        Map<String, BigDecimal> next = totals.with(message);
        begin();
        writer.write(message.bytes());
        totals.add(next);
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            if (form.envelope() == Hl7BatchForm.Envelope.FILE) {
                writer.begin(form.header(true, facts));
            }
            if (form.envelope() != Hl7BatchForm.Envelope.NONE) {
                writer.begin(form.header(false, facts));
            }
        }
    }

    @Override
    public void finish() throws IOException {
        begin();
        writer.end(form.totals().stream()
                .map(total -> total.value(facts, totals))
                .map(value -> value instanceof BigDecimal exact ? exact.toPlainString() : value.toString())
                .toArray(String[]::new));
        writer.finish();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
