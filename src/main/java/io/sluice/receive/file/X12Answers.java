package io.sluice.receive.file;

import io.sluice.catalog.FileListener;
import io.sluice.files.FileSession;
import io.sluice.files.Wrapping;
import io.sluice.format.Format;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordParser;
import io.sluice.format.records.RecordReader;
import io.sluice.format.x12.X12Answer;
import io.sluice.format.x12.X12Check;
import io.sluice.format.x12.X12InterchangeReport;
import io.sluice.format.x12.X12Layout;
import io.sluice.format.x12.X12Report;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.IncomingFiles;
import io.sluice.message.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What partners of X12 expect beside the receipt: a TA1 where one is asked for or something is wrong with the envelope,
 * and a 999 for each group, as one file of interchanges, {@code <name>.999}. A set that is rejected there is a record
 * that is rejected here.
 */
final class X12Answers {

    private static final int CONTROL_NUMBERS = 999_999_999;

    private final FileListener listener;
    private final IncomingFiles files;
    private final InstantSource clock;

    X12Answers(FileListener listener, IncomingFiles files, InstantSource clock) {
        this.listener = listener;
        this.files = files;
        this.clock = clock;
    }

    /** A layout that knows what is wrong with the sets of its file. */
    private record Checked(X12Layout layout, X12Report report) implements RecordLayout {

        @Override
        public Format format() {
            return layout.format();
        }

        @Override
        public RecordReader read(InputStream in) {
            return layout.read(in, report);
        }

        @Override
        public RecordParser parser(byte[] context) {
            return layout.parser(context);
        }
    }

    /** How this one file is read: as it is for every format but X12. */
    FileKind checked(FileSession session, String path, FileKind kind) throws IOException {
        if (!(kind.layout() instanceof X12Layout layout)) {
            return kind;
        }
        try (InputStream file = Wrapping.unwrap(kind.wrap(), session.read(path), clock.instant())) {
            X12Report report = X12Check.of(file);
            return new FileKind(kind.integration(), new Checked(layout, report), kind.wrap(), kind.zone());
        } catch (ProblemException e) {
            return kind; // what is wrong around the content is found once more, and judged, when the file is looked
            // through
        }
    }

    /** Before the file is moved, so that it is there when the sender sees that; once, though the step is repeated. */
    void write(FileSession session, FileRow row, FileKind kind, boolean refused) throws IOException {
        if (listener.receipts().isEmpty() || !(kind.layout() instanceof Checked checked)) {
            return;
        }
        // To say of a file that its sets are accepted, and not to take them, would be a lie.
        if (refused && checked.report().accepted()) {
            return;
        }
        String path = listener.receipts().get() + "/" + row.name() + "."
                + row.id().toString().substring(24) + ".999";
        if (session.find(path).isPresent()) {
            return;
        }
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (X12InterchangeReport interchange : checked.report().interchanges()) {
            int control = (int) (files.next("x12:" + listener.name()) % CONTROL_NUMBERS);
            Optional<byte[]> answer = X12Answer.to(
                    refused ? interchange.nothingTaken() : interchange,
                    control,
                    LocalDateTime.ofInstant(clock.instant(), kind.zone()));
            answer.ifPresent(answers::writeBytes);
        }
        if (answers.size() > 0) {
            session.delete(path + ".part");
            session.write(path + ".part", answers.toByteArray());
            session.move(path + ".part", path);
        }
    }
}
