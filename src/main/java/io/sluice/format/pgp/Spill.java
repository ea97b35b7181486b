package io.sluice.format.pgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes to be read again: in memory up to a size, then in a temporary file that is gone when this is closed. */
final class Spill implements Closeable {

    private static final int IN_MEMORY = 1 << 20;

    private final Path folder;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream out;

    /** @param folder on which only the engine can look, such as its data folder */
    Spill(Path folder) {
        this.folder = folder;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && memory.size() + length > IN_MEMORY) {
            file = Files.createTempFile(folder, "spill", ".pgp"); // readable by its owner only
            out = Files.newOutputStream(file);
            memory.writeTo(out);
            memory = null;
        }
        if (file == null) {
            memory.write(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
    }

    /** What was written, from its beginning. */
    InputStream read() throws IOException {
        if (file == null) {
            return new ByteArrayInputStream(memory.toByteArray());
        }
        out.close();
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            out.close();
            Files.deleteIfExists(file);
        }
    }
}
