package io.sluice.receive.file;

import io.sluice.catalog.FileRules;
import io.sluice.format.records.ControlTotals;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.message.ProblemCode;
import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found when a whole file was looked through.
 *
 * @param records that become messages
 * @param context by which the first record can be read later, and in most formats every other
 * @param totals those that the file states, with those that it has
 * @param refusal code of why nothing of it shall be taken
 * @param remark code of what does not hold and is accepted all the same
 */
record Survey(
        Chunks chunks,
        long records,
        byte[] context,
        List<ControlVerdict> totals,
        Optional<String> refusal,
        Optional<String> remark) {

    /** @param alive called while it goes on, which may take minutes */
    static Survey of(FileKind kind, InputStream file, Instant at, Runnable alive) throws IOException {
        Chunks.Recorder recorder = new Chunks.Recorder(file, alive);
        FileRules rules = kind.integration().files();
        ControlTotals totals = kind.totals();
        List<ControlVerdict> verdicts = new ArrayList<>();
        Optional<String> refusal = Optional.empty();
        long records = 0;
        long unreadable = 0;
        byte[] context = null;
        try (RecordReader reader = kind.read(new Unclosed(recorder), at)) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                FileRecord record = next.get();
                totals.add(record);
                if (record.role() == RecordRole.DETAIL) {
                    records++;
                    context = context == null ? record.context() : context;
                    if (rules.maxRejected().isPresent() && record.problem().isPresent()) {
                        unreadable++;
                    }
                }
            }
            verdicts.addAll(reader.verdicts());
        } catch (ProblemException whole) {
            if (whole.problem().category() == ProblemCode.Category.CONFIGURATION) {
                throw whole; // a key of ours that is missing says nothing about the file
            }
            refusal = Optional.of(whole.problem().code());
        }
        verdicts.addAll(totals.verdicts());
        Chunks chunks = recorder.finish();
        if (refusal.isEmpty() && unreadable > rules.maxRejected().orElse(Integer.MAX_VALUE)) {
            refusal = Optional.of(ReceiveProblem.FILE_TOO_MANY_UNREADABLE.code());
        }
        boolean differ = !verdicts.stream().allMatch(ControlVerdict::holds);
        boolean accepted = rules.onMismatch() == FileRules.OnMismatch.ACCEPT;
        Optional<String> mismatch = differ ? Optional.of(ReceiveProblem.FILE_TOTALS_DIFFER.code()) : Optional.empty();
        return new Survey(
                chunks,
                records,
                context == null ? new byte[0] : context,
                List.copyOf(verdicts),
                refusal.isPresent() || accepted ? refusal : mismatch,
                accepted ? mismatch : Optional.empty());
    }

    /** The same, refused for another reason, unless it is refused already. */
    Survey refused(ReceiveProblem problem) {
        return new Survey(chunks, records, context, totals, refusal.or(() -> Optional.of(problem.code())), remark);
    }

    /** The reader closes what it reads, and there is still something to be read for the hash. */
    private static final class Unclosed extends FilterInputStream {

        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return in.read(into, offset, length);
        }

        @Override
        public void close() {
            // by whoever opened it
        }
    }
}
