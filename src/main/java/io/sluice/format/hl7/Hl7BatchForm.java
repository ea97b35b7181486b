package io.sluice.format.hl7;

import io.sluice.format.Format;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.Declared;
import io.sluice.format.records.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a batch file is written: {@code batch} of its layout.
 *
 * @param envelope none (messages alone), batch (BHS and BTS), or file (FHS and FTS around it)
 * @param controlId BHS-11 and FHS-11
 * @param totals BTS-3, one for each
 */
record Hl7BatchForm(
        Envelope envelope,
        String application,
        String facility,
        String receiver,
        String receivingFacility,
        Template name,
        Template controlId,
        List<Template> totals) {

    enum Envelope {
        NONE,
        BATCH,
        FILE
    }

    private static final Set<String> KEYS = Set.of(
            "envelope", "application", "facility", "receiver", "receivingFacility", "name", "controlId", "totals");

    static Hl7BatchForm of(Declared records) {
        Declared batch = records.map("batch").only(KEYS);
        Envelope envelope = switch (batch.text("envelope", "batch")) {
            case "none" -> Envelope.NONE;
            case "batch" -> Envelope.BATCH;
            case "file" -> Envelope.FILE;
            default -> throw batch.invalidAt("envelope");
        };
        List<Template> totals = new ArrayList<>();
        for (String total : batch.texts("totals")) {
            totals.add(Template.ofTrailer(total, batch.key() + ".totals", Format.HL7V2));
        }
        return new Hl7BatchForm(
                envelope,
                batch.text("application", "SLUICE"),
                batch.text("facility", ""),
                batch.text("receiver", ""),
                batch.text("receivingFacility", ""),
                Template.of(batch.text("name", ""), batch.key() + ".name"),
                Template.of(batch.text("controlId", "{sequence}"), batch.key() + ".controlId"),
                List.copyOf(totals));
    }

    Hl7BatchHeader header(boolean file, BatchFacts facts) {
        return Hl7BatchHeader.of(
                file,
                application,
                facility,
                receiver,
                receivingFacility,
                facts.at(),
                name.text(facts),
                controlId.text(facts));
    }
}
