package io.sluice.send;

import io.sluice.catalog.FileEndpoint;
import io.sluice.files.FileSession;
import io.sluice.files.FilesProblem;
import io.sluice.message.ProblemException;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unreached;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The folder of an endpoint over one session, which is opened anew when it was lost. For one thread, but for
 * {@link #drop}, which wakes that thread.
 */
final class FileFolder {

    private static final Logger LOG = Logger.getLogger(FileFolder.class);

    private final FileEndpoint endpoint;
    private volatile FileSession session;

    FileFolder(FileEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    interface Work {
        SendOutcome in(FileSession open) throws IOException;
    }

    /**
     * Within the endpoint's timeout; what lasts longer loses its session, so that a repetition never works beside it.
     */
    SendOutcome attempt(Work work) {
        Executor watchdog = CompletableFuture.delayedExecutor(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> late = CompletableFuture.runAsync(this::drop, watchdog);
        try {
            return inSession(work);
        } catch (RuntimeException fault) {
            drop();
            return new TryAgain(SendProblem.BROKEN, null, null, Optional.empty());
        } finally {
            late.cancel(false);
        }
    }

    private SendOutcome inSession(Work work) {
        FileSession open;
        try {
            open = open();
        } catch (ProblemException e) {
            drop();
            return new Unreached(
                    switch (e.problem()) {
                        case FilesProblem.SECRET_MISSING -> SendProblem.SECRET_MISSING;
                        case FilesProblem.FOLDER_NOT_MADE -> SendProblem.FOLDER_NOT_MADE;
                        default -> SendProblem.FOLDER_CLOSED;
                    });
        } catch (IOException e) {
            drop();
            return new Unreached(SendProblem.UNREACHABLE);
        }
        try {
            return work.in(open);
        } catch (IOException | ProblemException e) {
            drop();
            return new TryAgain(SendProblem.FILE_NOT_PLACED, null, null, Optional.empty());
        }
    }

    private FileSession open() throws IOException {
        FileSession known = session;
        if (known == null) {
            session = known = FileSession.open(endpoint.store());
            if (known.makeFolder(endpoint.folder())) {
                LOG.infof("folder %s of endpoint %s was not there and is made", endpoint.folder(), endpoint.id());
            }
        }
        return known;
    }

    /** Closes the session; the next attempt has another. */
    void drop() {
        FileSession known = session;
        session = null;
        if (known != null) {
            known.close();
        }
    }
}
