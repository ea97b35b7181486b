package io.sluice.format.archive;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of a zip archive, one after the other, without encryption. Folders are passed over. The checksum of a file
 * is known at its end, and at the end of the archive whether it was whole.
 */
public final class Zip implements Closeable {

    /**
     * @param name relative, with slashes, within the archive's own folder
     * @param content to be read before the next is asked for; throws as {@link Gzip#unpack} does
     */
    public record Entry(String name, InputStream content) {}

    /** The oldest time that a zip file can hold: the same bytes give the same archive. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Budget budget;
    private final ZipEnd raw;
    private final ZipInputStream zip;
    private final Set<String> names = new HashSet<>();
    private InputStream current = InputStream.nullInputStream();

    /** @param in closed with this */
    public Zip(InputStream in, UnpackLimits limits) {
        budget = new Budget(limits);
        raw = new ZipEnd(budget.counting(in));
        zip = new ZipInputStream(raw, StandardCharsets.UTF_8);
    }

    /**
     * The next file; empty at the end of an archive that is whole. What was left of the one before is passed over.
     *
     * @throws ProblemException {@link FormatProblem#ARCHIVE_INVALID}, {@code ARCHIVE_LIMIT}, {@code ARCHIVE_PATH},
     *     {@code FILE_UNFINISHED}
     */
    public Optional<Entry> next() throws IOException {
        while (true) {
            current.transferTo(OutputStream.nullOutputStream()); // checked and counted as if it had been wanted
            current = InputStream.nullInputStream();
            ZipEntry entry = entry();
            if (entry == null) {
                raw.check(budget.entries());
                return Optional.empty();
            }
            budget.entry();
            String name = safe(entry.getName());
            current = new UnpackedStream(zip, budget, "entry " + budget.entries(), false);
            if (!entry.isDirectory()) {
                return Optional.of(new Entry(name, current));
            }
        }
    }

    private ZipEntry entry() throws IOException {
        try {
            return zip.getNextEntry();
        } catch (ZipException | IllegalArgumentException broken) {
            throw new ProblemException(FormatProblem.ARCHIVE_INVALID, "entry " + (budget.entries() + 1));
        } catch (EOFException cutOff) {
            throw new ProblemException(FormatProblem.FILE_UNFINISHED, "entry " + (budget.entries() + 1));
        }
    }

    /** Refuses every name that could mean a place outside of a folder into which it is put, on any system. */
    private String safe(String name) {
        boolean plain = !name.isEmpty()
                && name.length() <= 255
                && !name.startsWith("/")
                && !name.contains("\\")
                && !name.contains(":")
                && name.chars().noneMatch(c -> c < ' ' || c == 127);
        for (String part : name.split("/", -1)) {
            plain &= !part.equals("..") && !part.equals(".");
        }
        if (!plain || name.contains("//") || !names.add(name)) {
            throw new ProblemException(FormatProblem.ARCHIVE_PATH, "entry " + budget.entries());
        }
        return name;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** An archive of several files; finished when it is closed. */
    public static Packing packing(OutputStream out) {
        return new Packing(new ZipOutputStream(out, StandardCharsets.UTF_8));
    }

    /** Writes an archive of several files. */
    public static final class Packing implements Closeable {

        private final ZipOutputStream zip;

        private Packing(ZipOutputStream zip) {
            this.zip = zip;
        }

        /** @param name that no other has */
        public void add(String name, byte[] content) throws IOException {
            zip.putNextEntry(entryOf(name));
            zip.write(content);
            zip.closeEntry();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** What is written becomes the only file of an archive; finished when it is closed. */
    public static OutputStream pack(OutputStream out, String name) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(entryOf(name));
        return zip;
    }

    private static ZipEntry entryOf(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        return entry;
    }
}
