package io.sluice.receive.file;

import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileListener.Complete.By;
import io.sluice.files.FileEntry;
import io.sluice.files.FileSession;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.FileState;
import io.sluice.ledger.IncomingFiles;
import io.sluice.message.CrashPoint;
import io.sluice.receive.ReceiveProblem;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How a file ends: in the archive, in the quarantine with the reason beside it, or lost. Where it shall lie is
 * committed before it is moved, so that whoever comes after a crash finds it at the one place or at the other.
 */
final class FileEnding {

    private static final Logger LOG = Logger.getLogger(FileEnding.class);
    private static final int SHORT_ID = 8;

    private final FileListener listener;
    private final IncomingFiles files;
    private final Receipts receipts;
    private final ErrorReports reports;
    private final InstantSource clock;

    FileEnding(FileListener listener, IncomingFiles files, ErrorReports reports, InstantSource clock) {
        this.listener = listener;
        this.files = files;
        this.receipts = new Receipts(listener, files);
        this.reports = reports;
        this.clock = clock;
    }

    /** All of it is committed. */
    void stored(FileSession session, FileRow row, Optional<String> remark) throws IOException {
        String place = free(session, listener.archive(), row);
        files.move(row.id(), FileState.READING, FileState.STORED, remark.orElse(null), place, clock.instant());
        CrashPoint.FILE_STORED.here();
        finish(session, again(row));
    }

    /** Nothing more of it is taken. */
    void refused(FileSession session, FileRow row, String code) throws IOException {
        String place = free(session, listener.quarantine(), row);
        files.move(row.id(), FileState.READING, FileState.REFUSED, code, place, clock.instant());
        LOG.warnf(
                "%s: file %s of %s is refused, %d of its %d records were applied before; it is moved to %s",
                code, row.id(), listener.name(), row.position(), row.records(), listener.quarantine());
        finish(session, again(row));
    }

    /** What was read of it is stored, the rest is not there any more. */
    void lost(FileSession session, FileRow row, ReceiveProblem why) throws IOException {
        files.move(row.id(), FileState.READING, FileState.LOST, why.code(), null, clock.instant());
        LOG.warnf(
                "%s: file %s of %s, read up to record %d",
                why.code(), row.id(), listener.name(), again(row).position());
        receipts.write(session, again(row), false);
    }

    /** Moves it, or finds that it was moved, and says so. */
    void finish(FileSession session, FileRow decided) throws IOException {
        FileRow row = decided;
        boolean here =
                session.find(row.path()).filter(entry -> same(entry, row)).isPresent();
        if (here) {
            String place = row.place();
            if (session.find(place).isPresent()) { // taken by another listener's file since
                place = withId(row, place.substring(0, place.lastIndexOf('/')));
                files.move(row.id(), row.state(), row.state(), null, place, clock.instant());
            }
            companion(session, row.path(), place);
            session.move(row.path(), place);
        }
        CrashPoint.FILE_MOVED.here();
        FileState end = row.state() == FileState.STORED ? FileState.ARCHIVED : FileState.QUARANTINED;
        receipts.write(session, again(row).as(end), false);
        files.move(row.id(), row.state(), end, null, null, clock.instant());
        LOG.infof("file %s of %s is %s", row.id(), listener.name(), end);
    }

    /** The very same file was dropped once more, after it had been archived: nothing of it is taken again. */
    void repeated(FileSession session, FileRow row) throws IOException {
        String place = free(session, listener.archive(), row);
        companion(session, row.path(), place);
        session.move(row.path(), place);
        receipts.write(session, row, row.settled());
        LOG.infof("file %s of %s was dropped again as it was; nothing of it was taken", row.id(), listener.name());
    }

    /** Says the last word when nothing is to be done any more for any of its records. */
    void settle(FileSession session, FileRow row, FileKind kind) throws IOException {
        boolean finished = !files.unfinished(row.id());
        reports.sendWhenDue(row, kind, finished);
        if (finished) {
            receipts.of(kind).write(session, row, true);
            files.settled(row.id());
        }
    }

    /** Goes before the file: left behind it would make the next file of that name seem finished. */
    private void companion(FileSession session, String path, String place) throws IOException {
        String suffix = listener.complete().suffix();
        if (listener.complete().by() == By.DONE_FILE) {
            session.delete(path + suffix);
        } else if (listener.complete().by() == By.MANIFEST
                && session.find(path + suffix).isPresent()) {
            session.move(path + suffix, place + suffix);
        }
    }

    private static String free(FileSession session, String folder, FileRow row) throws IOException {
        String plain = folder + "/" + row.name();
        return session.find(plain).isEmpty() ? plain : withId(row, folder);
    }

    /** The end of the id: its beginning is the time, which files of one day have in common. */
    private static String withId(FileRow row, String folder) {
        String id = row.id().toString();
        String unique = folder + "/" + row.name() + "." + id.substring(id.length() - SHORT_ID);
        return row.state() == FileState.ARCHIVED ? unique + "-" + Long.toString(System.nanoTime(), 36) : unique;
    }

    static boolean same(FileEntry entry, FileRow row) {
        return entry.path().equals(row.path())
                && entry.size() == row.size()
                && entry.modified().equals(row.modified());
    }

    private FileRow again(FileRow row) {
        return files.find(row.id()).orElseThrow();
    }
}
