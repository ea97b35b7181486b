package io.sluice.receive.file;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileStore;
import io.sluice.files.FileSession;
import io.sluice.ledger.IncomingFiles;
import io.sluice.ledger.Turns;
import io.sluice.message.ProblemException;
import io.sluice.receive.Intake;
import io.sluice.receive.Unexpected;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Looks into the folder of one listener again and again, with a thread of its own, when it is this node's turn. A
 * failure is logged when it begins and when it is over; between the two there are only further looks.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FileWatch.class);
    private static final long GRACE_MILLIS = 5_000;

    private final FileListener listener;
    private final Supplier<Catalog> catalog;
    private final Turns turns;
    private final FolderLook look;
    private final Thread thread;
    private volatile boolean closed;
    private volatile FileSession session;
    private volatile ProblemException trouble;
    private String told = "";

    FileWatch(
            FileListener listener,
            Supplier<Catalog> catalog,
            Intake intake,
            IncomingFiles files,
            Turns turns,
            UnaryOperator<String> meanings,
            InstantSource clock) {
        this.listener = listener;
        this.catalog = catalog;
        this.turns = turns;
        this.look = new FolderLook(listener, peer(listener), files, intake, meanings, clock, this::goOn);
        this.thread =
                Thread.ofPlatform().name("files-" + listener.name()).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    FileListener listener() {
        return listener;
    }

    /** What somebody must change before files can be taken; empty when nothing. */
    Optional<ProblemException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Where it looks. */
    String place() {
        return peer(listener) + "/" + listener.folder();
    }

    private static String peer(FileListener listener) {
        return switch (listener.store()) {
            case FileStore.Local local -> "file:";
            case FileStore.Sftp sftp -> "sftp://" + sftp.account() + "@" + sftp.host() + ":" + sftp.port();
        };
    }

    /** A closed engine stops in the middle of a file: what is stored is behind its progress. */
    private void goOn() {
        if (closed) {
            throw new Stopped();
        }
    }

    private void run() {
        while (!closed) {
            try {
                once();
                Thread.sleep(listener.poll().toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void once() throws InterruptedException {
        try {
            Optional<FileKind> kind = FileKind.of(catalog.get(), listener);
            if (kind.isPresent() && turns.mine("files:" + listener.name())) {
                if (session == null) {
                    session = FileSession.open(listener.store());
                    makeFolders(session);
                }
                look.look(session, kind.get());
            }
            over();
        } catch (Stopped stopped) {
            drop();
        } catch (ProblemException e) {
            trouble = e;
            failed(e.getMessage());
        } catch (FileSystemException e) {
            // Its message is the path, and a file may be named after a patient.
            failed(e.getClass().getSimpleName() + (e.getReason() == null ? "" : ": " + e.getReason()));
        } catch (IOException e) {
            failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            failed(Unexpected.describe(e));
        }
    }

    private void makeFolders(FileSession open) throws IOException {
        List<String> folders = new ArrayList<>(List.of(listener.folder(), listener.archive(), listener.quarantine()));
        listener.receipts().ifPresent(folders::add);
        for (String folder : folders) {
            if (open.makeFolder(folder)) {
                LOG.infof("folder %s of listener %s was not there and is made", folder, listener.name());
            }
        }
    }

    private void failed(String what) {
        drop();
        if (!closed && !told.equals(what)) {
            LOG.warnf("files of %s are not taken: %s; the next look is in %s", listener.name(), what, listener.poll());
            told = what;
        }
    }

    private void over() {
        trouble = null;
        if (!told.isEmpty()) {
            LOG.infof("files of %s are taken again", listener.name());
            told = "";
        }
    }

    private void drop() {
        FileSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop();
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }
}
