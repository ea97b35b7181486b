package io.sluice.receive.file;

import io.sluice.catalog.FileListener;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.Origin;
import io.sluice.ledger.Origin.Progress;
import io.sluice.message.CrashPoint;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.sluice.receive.Intake;
import io.sluice.receive.RecordContext;
import io.sluice.receive.Taken;
import io.sluice.receive.Throttle;
import io.sluice.receive.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives the records of a claimed file to the intake, from where the ledger stands. Their order is that of the file; a
 * bounded number is on its way at once, and the ledger commits many of them together.
 */
final class RecordFeed {

    private static final Logger LOG = Logger.getLogger(RecordFeed.class);
    private static final int MOST_RECORDS = 2048;
    private static final long MOST_BYTES = 8L << 20;
    private static final Duration REPORT = Duration.ofSeconds(10);

    private final FileListener listener;
    private final String peer;
    private final Intake intake;
    private final InstantSource clock;
    private final Runnable alive;

    RecordFeed(FileListener listener, String peer, Intake intake, InstantSource clock, Runnable alive) {
        this.listener = listener;
        this.peer = peer;
        this.intake = intake;
        this.clock = clock;
        this.alive = alive;
    }

    /**
     * True when every record is stored. False when the ledger did not take one: what is stored is behind the progress,
     * the rest is read again.
     *
     * @param first nobody has read of it before
     * @throws Chunks.FileChanged when the file has other bytes than when it was looked through
     */
    boolean feed(FileRow row, FileKind kind, Survey survey, InputStream file, boolean first)
            throws IOException, InterruptedException {
        Window window = new Window(MOST_RECORDS, MOST_BYTES);
        Instant began = clock.instant();
        Instant reported = began;
        long taken = 0;
        try (RecordReader reader = kind.read(survey.chunks().compared(file), row.claimedAt())) {
            long position = row.position();
            reader.skip(position);
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                FileRecord record = next.get();
                alive.run();
                CrashPoint.FILE_RECORD.here();
                if (record.role() != RecordRole.DETAIL) {
                    continue;
                }
                Throttle.Pass pass = intake.throttle().enter(listener.system(), alive);
                if (!window.enter(record.bytes().length)) {
                    pass.end();
                    window.leave(record.bytes().length, false);
                    break;
                }
                Progress step = new Progress(
                        FileRow.source(row.id()),
                        "",
                        position,
                        record.ordinal(),
                        // So many, at most, an earlier reader can have had under way.
                        first || taken >= MOST_RECORDS);
                take(row, kind, survey, record, step).verdict().thenAccept(verdict -> {
                    pass.end();
                    window.leave(record.bytes().length, !(verdict instanceof Verdict.Unavailable));
                });
                position = record.ordinal();
                taken++;
                if (taken % MOST_RECORDS == 0
                        && Duration.between(reported, clock.instant()).compareTo(REPORT) > 0) {
                    reported = clock.instant();
                    LOG.infof(
                            "file %s of %s: %d of %d records, %d/s",
                            row.id(), listener.name(), taken, row.records(), rate(taken, began));
                }
            }
        } finally {
            window.drained();
        }
        boolean stored = window.drained();
        LOG.infof(
                "file %s of %s: %d records %s, %d/s",
                row.id(),
                listener.name(),
                taken,
                stored ? "stored" : "read, not all stored; it is read on from there",
                rate(taken, began));
        return stored;
    }

    private Taken take(FileRow row, FileKind kind, Survey survey, FileRecord record, Progress step) {
        // What all records have in common is stored with their parent.
        Map<String, String> own =
                Arrays.equals(record.context(), survey.context()) ? Map.of() : RecordContext.headers(record.context());
        Origin origin = new Origin(row.id(), record.ordinal() - 1, own, step);
        Envelope envelope =
                new Envelope(kind.integration().name(), "", "", row.id().toString(), null, origin);
        Inbound inbound = new Inbound(listener, peer, clock.instant(), record.bytes(), envelope);
        return record.problem()
                .map(problem -> intake.refuseRecord(inbound, kind.layout().format(), problem.where()))
                .orElseGet(() -> intake.takeRecord(inbound, record.content()));
    }

    private long rate(long taken, Instant began) {
        return taken
                * 1000
                / Math.max(1, Duration.between(began, clock.instant()).toMillis());
    }
}
