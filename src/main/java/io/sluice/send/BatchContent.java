package io.sluice.send;

import io.sluice.catalog.FileBatch;
import io.sluice.catalog.FileEndpoint;
import io.sluice.files.Wrapping;
import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.TreeContent;
import io.sluice.format.archive.Zip;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.WritableLayout;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.OutgoingBatch;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The deliveries of a batch as records of one file, or as files of one archive, in their order. Their bodies are read
 * from the ledger some at a time, so that the largest of them decides how much memory it takes and not their number.
 * One that cannot be written is left out.
 */
final class BatchContent implements FilePlacing.Content {

    private static final int LITTLE = 1 << 20;
    private static final int MUCH = 8 << 20;
    private static final int MOST = 512;

    private final FileEndpoint endpoint;
    private final FileBatch rules;
    private final OutgoingBatch batch;
    private final Ledger ledger;
    private final Set<UUID> unfit = new HashSet<>();
    private boolean ledgerFailed;

    BatchContent(FileEndpoint endpoint, FileBatch rules, OutgoingBatch batch, Ledger ledger) {
        this.endpoint = endpoint;
        this.rules = rules;
        this.batch = batch;
        this.ledger = ledger;
    }

    /** There is a batch of which not one member can be written. */
    static final class NothingFits extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Members that could not be written. */
    Set<UUID> unfit() {
        return unfit;
    }

    /** It was the ledger that gave no bodies, or not ours any more; nothing speaks against the folder. */
    boolean ledgerFailed() {
        return ledgerFailed;
    }

    @Override
    public Collection<UUID> writeTo(OutputStream file) throws IOException {
        unfit.clear();
        switch (rules.content()) {
            case FileBatch.Content.Records records -> records(records, file);
            case FileBatch.Content.Entries entries -> entries(entries, file);
        }
        if (!batch.members().isEmpty() && unfit.size() == batch.members().size()) {
            throw new NothingFits();
        }
        return unfit;
    }

    private void records(FileBatch.Content.Records records, OutputStream file) throws IOException {
        Format format = Format.of(records.format()).orElseThrow();
        WritableLayout layout = (WritableLayout) Layouts.of(format, records.layout());
        BatchFacts facts = new BatchFacts(batch.sequence(), batch.closedAt().atZone(rules.zone()));
        OutputStream out = Wrapping.wrap(endpoint.wrap(), file, batch.name(), batch.closedAt());
        try (RecordWriter writer = layout.write(out, facts)) {
            each(member -> writer.write(record(format, member)));
            writer.finish();
        }
    }

    private void entries(FileBatch.Content.Entries entries, OutputStream file) throws IOException {
        OutputStream out = Wrapping.encrypt(endpoint.wrap(), file, batch.closedAt());
        int[] number = {0};
        try (Zip.Packing zip = Zip.packing(out)) {
            each(member -> zip.add(
                    entries.pattern()
                            .replace("{number}", "%06d".formatted(++number[0]))
                            .replace("{id}", member.id().toString()),
                    member.body()));
        }
    }

    private interface Writing {
        void write(ClaimedDelivery member) throws IOException;
    }

    private void each(Writing writing) throws IOException {
        List<ClaimedDelivery> members = batch.members();
        int most = 1;
        for (int from = 0; from < members.size(); ) {
            int to = Math.min(members.size(), from + most);
            long bytes = 0;
            for (ClaimedDelivery member : bodies(members.subList(from, to))) {
                bytes += member.body().length;
                try {
                    writing.write(member);
                } catch (ProblemException doesNotFit) {
                    unfit.add(member.id());
                }
            }
            from = to;
            most = bytes < LITTLE ? Math.min(MOST, most * 2) : bytes > MUCH ? Math.max(1, most / 2) : most;
        }
    }

    private List<ClaimedDelivery> bodies(List<ClaimedDelivery> members) {
        ledgerFailed = true;
        List<ClaimedDelivery> bodies = ledger.withBodies(members);
        ledgerFailed = false;
        return bodies;
    }

    /** A document of JSON is the tree of a record; what is written in the file's own format is read by it. */
    private static Content record(Format format, ClaimedDelivery member) {
        boolean json = member.contentType().contains("json") && format != Format.HL7V2 && format != Format.X12;
        Content content = (json ? Format.JSON : format).parse(member.body(), Optional.empty());
        return content.tree() instanceof List<?> one && one.size() == 1
                ? new TreeContent(content.format(), content.bytes(), one.getFirst(), content.type())
                : content;
    }
}
