package io.sluice.torture;

import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Drops files into the folder of a listener, one after the other, each under a temporary name until it is whole, with
 * the number of its records and their sum at its end. That it was moved to the archive is the acknowledgement of all
 * its records.
 */
final class FileDrop implements Traffic {

    /** @param records of the file, in its order */
    record Dropped(String name, List<Sent> records) {}

    private final String run;
    private final Path in;
    private final Path archive;
    private final List<Dropped> dropped = new ArrayList<>();
    private final int[] numbers;
    private volatile boolean enough;
    private Thread thread;

    /** @param keys that all files together are about */
    FileDrop(String run, Path folder, int keys) {
        this.run = run;
        this.in = folder.resolve("in");
        this.archive = folder.resolve("archive");
        this.numbers = new int[keys];
    }

    /** Drops one now. */
    void drop(int records) {
        String name = "%sF%05d.csv".formatted(run, dropped().size() + 1);
        List<Sent> rows = new ArrayList<>(records);
        StringBuilder text = new StringBuilder("key,number\n");
        long sum = 0;
        for (int i = 0; i < records; i++) {
            int key = i % numbers.length;
            int number = ++numbers[key];
            rows.add(new Sent(name + "#" + i, run + "P" + key, number, true));
            text.append(run).append('P').append(key).append(',').append(number).append('\n');
            sum += number;
        }
        text.append("TRAILER,%d,%d%n".formatted(records, sum));
        synchronized (dropped) {
            dropped.add(new Dropped(name, rows));
        }
        try {
            Path temporary = Files.writeString(in.resolve(name + ".part"), text);
            Files.move(temporary, in.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on dropping files of so many records until {@link #enough()}. */
    FileDrop keepDropping(int records, Duration pause) {
        thread = Thread.ofPlatform().name("drop-" + run).start(() -> {
            while (!enough) {
                drop(records);
                pause(pause);
            }
        });
        return this;
    }

    private void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            enough = true;
        }
    }

    List<Dropped> dropped() {
        synchronized (dropped) {
            return List.copyOf(dropped);
        }
    }

    @Override
    public List<Sent> sent() {
        List<Sent> all = new ArrayList<>();
        for (Dropped file : dropped()) {
            boolean archived = Files.exists(archive.resolve(file.name()));
            file.records().forEach(one -> all.add(archived ? one : one.unacknowledged()));
        }
        return all;
    }

    @Override
    public FileDrop enough() {
        enough = true;
        return this;
    }

    @Override
    public boolean join(Duration limit) {
        try {
            return thread == null || thread.join(limit);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        enough();
        join(Duration.ofSeconds(10));
    }
}
