package io.sluice.files;

import io.sluice.catalog.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Folders that can be worked in, until it is closed. For one thread, but {@link #close} may be called by any and ends
 * what is under way. Everything throws an {@link IOException} when it may be tried again.
 */
public interface FileSession extends AutoCloseable {

    /** @throws io.sluice.message.ProblemException when somebody must change something first */
    static FileSession open(FileStore store) throws IOException {
        return switch (store) {
            case FileStore.Local local -> new LocalSession();
            case FileStore.Sftp sftp -> SftpSession.connect(sftp);
        };
    }

    /**
     * Its regular files, without those whose names begin with a dot, sorted by name.
     *
     * @throws io.sluice.message.ProblemException {@link FilesProblem#FOLDER_MISSING}
     */
    List<FileEntry> list(String folder) throws IOException;

    /**
     * Makes a folder with those above it, unless it is there.
     *
     * @return false when it was there
     * @throws io.sluice.message.ProblemException {@link FilesProblem#FOLDER_NOT_MADE}
     */
    boolean makeFolder(String folder) throws IOException;

    /** Empty when there is no such file. */
    Optional<FileEntry> find(String path) throws IOException;

    /** From its beginning; the caller closes it before anything else is done in this session. */
    InputStream read(String path) throws IOException;

    /**
     * Writes a file from its beginning, in place of one that may be there. It is whole when the stream was closed
     * without a failure; the caller closes it before anything else is done in this session.
     */
    OutputStream write(String path) throws IOException;

    /** Writes the whole file, in place of one that may be there. */
    default void write(String path, byte[] content) throws IOException {
        try (OutputStream out = write(path)) {
            out.write(content);
        }
    }

    /** Gives a file another name or folder in one step. There must be none of that name yet. */
    void move(String from, String to) throws IOException;

    /** Nothing when it is not there. */
    void delete(String path) throws IOException;

    @Override
    void close();
}
