package io.sluice.format.records;

import io.sluice.format.Content;
import io.sluice.message.ProblemException;
import java.util.Optional;

/** One record of a file: where it stands, its exact bytes, and its content when asked for. For one thread. */
public final class FileRecord {

    private final long ordinal;
    private final RecordRole role;
    private final long offset;
    private final byte[] bytes;
    private final byte[] context;
    private final RecordParser parser;
    private Content content;
    private ProblemException problem;

    /**
     * @param ordinal from 1, over all roles
     * @param offset of its first byte in the file, from 0
     * @param bytes as they stand in the file, without the line end; kept, not copied
     * @param context the same array for all records of a file that have the same
     * @param problem what was wrong with it when it was told apart from others; null for nothing
     */
    public FileRecord(
            long ordinal,
            RecordRole role,
            long offset,
            byte[] bytes,
            byte[] context,
            RecordParser parser,
            ProblemException problem) {
        this.ordinal = ordinal;
        this.role = role;
        this.offset = offset;
        this.bytes = bytes;
        this.context = context;
        this.parser = parser;
        this.problem = problem;
    }

    /** From 1, over headers, details and trailers; {@link RecordReader#skip} with this number resumes behind it. */
    public long ordinal() {
        return ordinal;
    }

    public RecordRole role() {
        return role;
    }

    /** Bytes of the file before it. */
    public long offset() {
        return offset;
    }

    /**
     * Exactly as in the file, without the line end behind a line; not a copy, not to be changed. What is stored as the
     * child message.
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * What {@link RecordLayout#parser} needs to read the bytes later: the names of a CSV file's columns, X12
     * delimiters; often empty.
     */
    public byte[] context() {
        return context;
    }

    /** Why it cannot be read, with its ordinal; empty when it can be read. Parses it at the first call. */
    public Optional<ProblemException> problem() {
        if (content == null && problem == null) {
            try {
                content = parser.parse(role, bytes);
            } catch (ProblemException unreadable) {
                String where = unreadable.where().isEmpty() ? "" : ", " + unreadable.where();
                problem =
                        new ProblemException(unreadable.problem(), "record " + ordinal + where, unreadable.getCause());
            }
        }
        return Optional.ofNullable(problem);
    }

    /** @throws ProblemException when it has a {@link #problem} */
    public Content content() {
        if (problem().isPresent()) {
            throw problem;
        }
        return content;
    }
}
