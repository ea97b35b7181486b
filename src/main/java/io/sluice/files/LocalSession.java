package io.sluice.files;

import io.sluice.message.ProblemException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders of this machine. */
final class LocalSession implements FileSession {

    @Override
    public List<FileEntry> list(String folder) throws IOException {
        if (!Files.isDirectory(Path.of(folder))) {
            throw new ProblemException(FilesProblem.FOLDER_MISSING, folder);
        }
        List<FileEntry> found = new ArrayList<>();
        try (Stream<Path> paths = Files.list(Path.of(folder))) {
            for (Path path : paths.toList()) {
                if (!path.getFileName().toString().startsWith(".")) {
                    find(path.toString()).ifPresent(found::add);
                }
            }
        }
        found.sort(Comparator.comparing(FileEntry::name));
        return found;
    }

    @Override
    public boolean makeFolder(String folder) {
        if (Files.isDirectory(Path.of(folder))) {
            return false;
        }
        try {
            Files.createDirectories(Path.of(folder));
            return true;
        } catch (IOException e) {
            throw new ProblemException(FilesProblem.FOLDER_NOT_MADE, folder);
        }
    }

    @Override
    public Optional<FileEntry> find(String path) throws IOException {
        Path file = Path.of(path);
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new FileEntry(
                            file.getFileName().toString(),
                            path,
                            attributes.size(),
                            // The ledger keeps microseconds, and the file must be known again by what it keeps.
                            attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS)))
                    : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Files.newInputStream(Path.of(path));
    }

    @Override
    public OutputStream write(String path) throws IOException {
        FileChannel file = FileChannel.open(
                Path.of(path),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        return new FilterOutputStream(Channels.newOutputStream(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                try (file) {
                    if (file.isOpen()) {
                        file.force(true);
                    }
                }
            }
        };
    }

    @Override
    public void move(String from, String to) throws IOException {
        if (Files.exists(Path.of(to), LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException("the new name");
        }
        Files.move(Path.of(from), Path.of(to), StandardCopyOption.ATOMIC_MOVE);
        sync(Path.of(to).toAbsolutePath().getParent());
    }

    /** Else a rename may be lost with the power. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Files.deleteIfExists(Path.of(path));
    }

    @Override
    public void close() {
        // nothing is held between two calls
    }
}
