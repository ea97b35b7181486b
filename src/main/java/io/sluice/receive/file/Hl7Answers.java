package io.sluice.receive.file;

import io.sluice.catalog.Ack;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileRules.BatchAnswer;
import io.sluice.files.FileSession;
import io.sluice.format.hl7.AckCode;
import io.sluice.format.hl7.Acknowledgement;
import io.sluice.format.hl7.Hl7BatchHeader;
import io.sluice.format.hl7.Hl7BatchLayout;
import io.sluice.format.hl7.Hl7BatchWriter;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.ledger.FileRecords.Taking;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.IncomingFiles;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.mllp.AckWriter;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The batch acknowledgement of a file of HL7 v2 batches (HL7 v2.5.1 section 2.10.3.3),
 * {@code <name>.<end of its id>.ack}: for each batch one of answers, its header pointing at theirs, with an answer to
 * each message or to those that were not taken. A batch of no answers says that all were taken. It says what is
 * committed, and is the same whenever it is written.
 */
final class Hl7Answers {

    /** For a message whose header cannot be read. */
    private static final Hl7Header UNKNOWN =
            new Hl7Header('|', "^~\\&", "", "", "", "", "", "", "", "", "P", "2.5.1", "", "", "", "");

    private final FileListener listener;
    private final IncomingFiles files;

    Hl7Answers(FileListener listener, IncomingFiles files) {
        this.listener = listener;
        this.files = files;
    }

    /** After all of it is committed and before the file is moved; once, though the step is repeated. */
    void write(FileSession session, FileRow row, FileKind kind) throws IOException {
        BatchAnswer which = kind.integration().files().batchAnswer();
        if (which == BatchAnswer.NONE || listener.receipts().isEmpty() || !(kind.layout() instanceof Hl7BatchLayout)) {
            return;
        }
        String end = row.id().toString().substring(24);
        String path = listener.receipts().get() + "/" + row.name() + "." + end + ".ack";
        if (session.find(path).isPresent()) {
            return;
        }
        // The file is read while the answers are written, which one session cannot.
        try (FileSession other = FileSession.open(listener.store());
                RecordReader records = kind.read(session.read(row.path()), row.claimedAt());
                Hl7BatchWriter answers = new Hl7BatchWriter(other.write(path + ".part"))) {
            new Answering(answers, row, kind, end).all(records);
        }
        session.move(path + ".part", path);
    }

    /** Goes through a file and through what became of its messages, side by side. */
    private final class Answering {

        private final Hl7BatchWriter answers;
        private final FileRow row;
        private final FileKind kind;
        private final String prefix;
        private final ZonedDateTime at;
        private Iterator<Taking> page = List.<Taking>of().iterator();
        private long last = -1;
        private int batches;

        Answering(Hl7BatchWriter answers, FileRow row, FileKind kind, String prefix) {
            this.answers = answers;
            this.row = row;
            this.kind = kind;
            this.prefix = prefix;
            this.at = row.claimedAt().atZone(kind.zone());
        }

        void all(RecordReader records) throws IOException {
            for (Optional<FileRecord> next = records.next(); next.isPresent(); next = records.next()) {
                FileRecord record = next.get();
                if (record.role() == RecordRole.HEADER) {
                    batches++;
                    answers.begin(Hl7BatchHeader.read(record.bytes()).answer(prefix + "-B" + batches, at));
                } else if (record.role() == RecordRole.DETAIL) {
                    answer(record);
                } else if (record.bytes()[0] == 'B') {
                    answers.end();
                }
            }
            answers.finish();
        }

        private void answer(FileRecord record) throws IOException {
            Acknowledgement answer = of(taking());
            boolean all = kind.integration().files().batchAnswer() == BatchAnswer.ALL;
            if (all || !answer.code().positive()) {
                Hl7Header header = Hl7Header.peek(record.bytes()).orElse(UNKNOWN);
                answers.write(answer.toBytes(header, prefix + "-" + record.ordinal(), at));
            }
        }

        private Taking taking() {
            if (!page.hasNext()) {
                page = files.records().takings(row.id(), last).iterator();
            }
            Taking taking = page.next();
            last = taking.position();
            return taking;
        }

        private Acknowledgement of(Taking taking) {
            Ack ack = kind.integration().ack();
            return switch (taking.outcome()) {
                case "REJECTED" -> {
                    ReceiveProblem problem = problem(taking.code());
                    boolean type = problem == ReceiveProblem.TYPE_NOT_ACCEPTED
                            || problem == ReceiveProblem.VERSION_NOT_ACCEPTED;
                    yield failure(type ? ack.onUnaccepted() : "AR", problem, taking.where());
                }
                case "CONFLICT" -> failure(ack.onConflict(), ReceiveProblem.DUPLICATE_CONFLICT, "");
                case "DUPLICATE" ->
                    taking.code() == null // else it repeats a conflict
                            ? Acknowledgement.of(AckCode.AA)
                            : failure(ack.onConflict(), ReceiveProblem.DUPLICATE_CONFLICT, "");
                default -> Acknowledgement.of(AckCode.AA);
            };
        }

        private static Acknowledgement failure(String code, ReceiveProblem problem, String where) {
            return code.equals("AA")
                    ? Acknowledgement.of(AckCode.AA)
                    : AckWriter.failure(AckCode.valueOf(code), problem, where == null ? "" : location(where));
        }

        /** Of {@code record 3, PID-3} the path alone. */
        private static String location(String where) {
            String path = where.substring(where.lastIndexOf(' ') + 1);
            return path.matches("[A-Z][A-Z0-9]{2}(-\\d+)?") ? path : "";
        }

        private static ReceiveProblem problem(String code) {
            return Stream.of(ReceiveProblem.values())
                    .filter(one -> one.code().equals(code))
                    .findFirst()
                    .orElse(ReceiveProblem.CONTENT_INVALID);
        }
    }
}
