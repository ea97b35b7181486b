package io.sluice.receive.file;

import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileListener.Complete.By;
import io.sluice.files.FileEntry;
import io.sluice.files.FileSession;
import io.sluice.ledger.FileClaim;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.FileState;
import io.sluice.ledger.IncomingFiles;
import io.sluice.message.CrashPoint;
import io.sluice.message.Ids;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.RecordContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One look into the folder of a listener, and everything that follows from it: what was begun is ended, what is
 * complete is taken, in the order of names. Whatever fails is tried again by the next look.
 */
final class FolderLook {

    private final FileListener listener;
    private final IncomingFiles files;
    private final InstantSource clock;
    private final Runnable alive;
    private final Completeness completeness;
    private final RecordFeed feed;
    private final FileEnding ending;
    private final X12Answers answers;
    private final Hl7Answers batchAnswers;
    private final String peer;

    FolderLook(
            FileListener listener,
            String peer,
            IncomingFiles files,
            Intake intake,
            UnaryOperator<String> meanings,
            InstantSource clock,
            Runnable alive) {
        this.listener = listener;
        this.peer = peer;
        this.files = files;
        this.clock = clock;
        this.alive = alive;
        this.completeness = new Completeness(listener);
        this.feed = new RecordFeed(listener, peer, intake, clock, alive);
        this.ending = new FileEnding(listener, files, new ErrorReports(files, clock, meanings), clock);
        this.answers = new X12Answers(listener, files, clock);
        this.batchAnswers = new Hl7Answers(listener, files);
    }

    void look(FileSession session, FileKind kind) throws IOException, InterruptedException {
        Map<String, FileRow> begun = endWhatWasBegun(session, kind);
        List<FileEntry> folder = session.list(listener.folder());
        Map<String, FileEntry> complete = new LinkedHashMap<>();
        folder.stream()
                .filter(entry -> begun.containsKey(entry.path()))
                .forEach(entry -> complete.put(entry.path(), entry));
        completeness.of(folder, clock.instant()).forEach(entry -> complete.put(entry.path(), entry));
        for (FileEntry entry : complete.values()) {
            take(session, kind, entry);
        }
    }

    /** Those that are still to be read, by path. */
    private Map<String, FileRow> endWhatWasBegun(FileSession session, FileKind kind) throws IOException {
        Map<String, FileRow> reading = new HashMap<>();
        for (FileRow row : files.open(listener.name())) {
            alive.run();
            switch (row.state()) {
                case READING -> {
                    if (session.find(row.path())
                            .filter(entry -> FileEnding.same(entry, row))
                            .isPresent()) {
                        reading.put(row.path(), row);
                    } else {
                        ending.lost(session, row, ReceiveProblem.FILE_GONE);
                    }
                }
                case STORED, REFUSED -> ending.finish(session, row);
                case ARCHIVED, QUARANTINED, LOST -> ending.settle(session, row, kind);
            }
        }
        return reading;
    }

    private void take(FileSession session, FileKind declared, FileEntry entry)
            throws IOException, InterruptedException {
        FileKind kind = answers.checked(session, entry.path(), declared);
        Survey survey;
        try (InputStream in = session.read(entry.path())) {
            survey = Survey.of(kind, in, clock.instant(), alive);
        }
        boolean still = session.find(entry.path()).filter(entry::equals).isPresent();
        if (!still || survey.chunks().size() != entry.size()) {
            return; // its sender is not done with it
        }
        if (listener.complete().by() == By.MANIFEST
                && !stated(session, entry)
                        .equals(HexFormat.of().formatHex(survey.chunks().sha256()))) {
            survey = survey.refused(ReceiveProblem.FILE_MANIFEST_DIFFERS);
        }
        FileClaim claim = claim(kind, entry, survey);
        FileRow row = files.claim(claim);
        CrashPoint.FILE_CLAIMED.here();
        if (row.state() == FileState.QUARANTINED || row.state() == FileState.LOST) {
            files.again(row.id()); // it was put back
            row = files.find(row.id()).orElseThrow();
        }
        switch (row.state()) {
            case READING -> read(session, kind, row, survey, row.id().equals(claim.id()));
            case STORED, REFUSED -> ending.finish(session, row);
            default -> ending.repeated(session, row);
        }
    }

    private void read(FileSession session, FileKind kind, FileRow row, Survey survey, boolean first)
            throws IOException, InterruptedException {
        if (survey.refusal().isPresent()) {
            answers.write(session, row, kind, true);
            ending.refused(session, row, survey.refusal().get());
            return;
        }
        try (InputStream in = session.read(row.path())) {
            if (!feed.feed(row, kind, survey, in, first)) {
                return;
            }
        } catch (Chunks.FileChanged e) {
            ending.lost(session, row, ReceiveProblem.FILE_CHANGED);
            return;
        }
        answers.write(session, row, kind, false);
        batchAnswers.write(session, row, kind);
        ending.stored(session, row, survey.remark());
    }

    /** What the manifest says: the first word, as sha256sum writes it. */
    private String stated(FileSession session, FileEntry entry) throws IOException {
        try (InputStream in = session.read(entry.path() + listener.complete().suffix())) {
            String text = new String(in.readNBytes(4096), StandardCharsets.UTF_8).strip();
            return text.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        }
    }

    private FileClaim claim(FileKind kind, FileEntry entry, Survey survey) {
        Instant now = clock.instant();
        return new FileClaim(
                Ids.v7(now),
                listener.name(),
                listener.system(),
                kind.integration().name(),
                kind.integration().format(),
                peer,
                entry.path(),
                entry.size(),
                entry.modified(),
                survey.chunks().sha256(),
                survey.records(),
                Description.write(survey),
                RecordContext.headers(survey.context()),
                now);
    }
}
