package io.sluice.send;

import io.sluice.catalog.FileEndpoint;
import io.sluice.files.FileSession;
import io.sluice.files.FilesProblem;
import io.sluice.files.Wrapping;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.OutgoingFiles.Known;
import io.sluice.ledger.OutgoingFiles.Stage;
import io.sluice.message.CrashPoint;
import io.sluice.message.ProblemException;
import io.sluice.message.Sha256;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unreached;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Each delivery as one file in a folder. It is written under a temporary name, read back and compared, committed as
 * written, and renamed. Since the ledger knows the name and the stage, a repetition after any crash finds out by looking:
 *
 * <pre>
 * ledger says  found                     so
 * NAMED        whatever                  it was never under its own name: write it
 * WRITTEN      under its temporary name  rename it
 * WRITTEN      under its own, or gone    it was renamed, and perhaps taken by its receiver: done
 * PLACED       whatever                  done
 * </pre>
 *
 * One thread does all of it, one file after the other, over one session.
 */
final class FileTransport implements Transport {

    private static final int COMPARED = 64 * 1024;

    private final FileEndpoint endpoint;
    private final OutgoingFiles files;
    private final InstantSource clock;
    private final ExecutorService thread;
    private volatile FileSession session;

    FileTransport(FileEndpoint endpoint, OutgoingFiles files, InstantSource clock) {
        this.endpoint = endpoint;
        this.files = files;
        this.clock = clock;
        this.thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name("send-file-" + endpoint.name())
                .daemon()
                .factory());
    }

    @Override
    public CompletionStage<SendOutcome> send(ClaimedDelivery delivery) {
        var outcome = new CompletableFuture<SendOutcome>();
        long millis = endpoint.timeout().toMillis();
        var watchdog = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
        thread.execute(() -> {
            // Closing the session wakes the thread, so that a repetition never works beside it.
            CompletableFuture<Void> late = CompletableFuture.runAsync(this::drop, watchdog);
            try {
                outcome.complete(attempt(delivery));
            } catch (RuntimeException fault) {
                drop();
                outcome.complete(new TryAgain(SendProblem.BROKEN, null, null, Optional.empty()));
            } finally {
                late.cancel(false);
            }
        });
        return outcome;
    }

    private SendOutcome attempt(ClaimedDelivery delivery) {
        FileSession open;
        try {
            open = open();
        } catch (ProblemException e) {
            return new Unreached(
                    e.problem() == FilesProblem.SECRET_MISSING
                            ? SendProblem.SECRET_MISSING
                            : SendProblem.FOLDER_CLOSED);
        } catch (IOException e) {
            return new Unreached(SendProblem.UNREACHABLE);
        }
        try {
            return place(open, delivery);
        } catch (IOException | ProblemException e) {
            drop();
            return new TryAgain(SendProblem.FILE_NOT_PLACED, null, null, Optional.empty());
        }
    }

    private SendOutcome place(FileSession open, ClaimedDelivery delivery) throws IOException {
        Known known = files.begin(
                delivery.id(),
                endpoint.id(),
                number -> FileName.of(endpoint.pattern(), delivery.id(), number, clock.instant()),
                clock.instant());
        String file = endpoint.folder() + "/" + known.name();
        String temporary = file + endpoint.temporarySuffix();
        if (known.stage() == Stage.NAMED) {
            byte[] content = Wrapping.wrap(endpoint.wrap(), delivery.body(), known.name(), clock.instant());
            open.write(temporary, content);
            if (!same(open, temporary, content)) {
                return new TryAgain(SendProblem.FILE_DIFFERS, null, null, Optional.empty());
            }
            CrashPoint.FILE_WRITTEN.here();
            files.reached(delivery.id(), Stage.WRITTEN);
        }
        if (known.stage() != Stage.PLACED) {
            if (open.find(temporary).isPresent()) {
                open.move(temporary, file);
            }
            CrashPoint.FILE_RENAMED.here();
            files.reached(delivery.id(), Stage.PLACED);
        }
        byte[] response = "{\"file\":\"%s\"}".formatted(known.name()).getBytes(StandardCharsets.UTF_8);
        return new Accepted("placed", response);
    }

    private static boolean same(FileSession open, String path, byte[] body) throws IOException {
        MessageDigest found = Sha256.digest();
        long size = 0;
        try (InputStream in = new DigestInputStream(open.read(path), found)) {
            byte[] buffer = new byte[COMPARED];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
            }
        }
        return size == body.length && MessageDigest.isEqual(found.digest(), Sha256.of(body));
    }

    private FileSession open() throws IOException {
        FileSession known = session;
        if (known == null) {
            session = known = FileSession.open(endpoint.store());
        }
        return known;
    }

    private void drop() {
        FileSession known = session;
        session = null;
        if (known != null) {
            known.close();
        }
    }

    @Override
    public void close() {
        thread.execute(this::drop);
        thread.shutdown();
    }
}
