package io.sluice.simulator;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * One arrival per line of JSON, appended. Written to the operating system at once, so that it outlives a kill of the
 * simulator; not forced to the disk, since nobody tests a simulator against power loss. Not thread-safe.
 */
final class Journal implements Closeable {

    private final Path file;
    private final FileChannel channel;

    Journal(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Reads what is there. A line that a kill cut off is dropped: its arrival was never answered. */
    void replay(Consumer<Arrival> arrivals) throws IOException {
        long complete = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long end = complete + line.getBytes(StandardCharsets.UTF_8).length + 1;
                if (end > channel.size()) {
                    break;
                }
                arrivals.accept(Json.MAPPER.readValue(line, Arrival.class));
                complete = end;
            }
        }
        channel.truncate(complete).position(complete);
    }

    void append(Arrival arrival) throws IOException {
        byte[] json = Json.MAPPER.writeValueAsBytes(arrival);
        ByteBuffer line =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    void clear() throws IOException {
        channel.truncate(0).position(0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
