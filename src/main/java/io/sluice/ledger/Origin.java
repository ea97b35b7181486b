package io.sluice.ledger;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Where a message comes from, beside its bytes.
 *
 * @param parentId the message of which it is a part, for example the file of a record; null when it is whole
 * @param position its place among the parts, from 0
 * @param headers what the transport let through, for the route; sealed where it is stored
 * @param progress what its source has been read to with it; null: the source keeps that itself
 * @param stream messages with the same number are committed in the order in which they are given to the ledger: those
 *     of a connection, a file, a partition
 */
public record Origin(UUID parentId, long position, Map<String, String> headers, Progress progress, int stream) {

    public static final Origin NONE = new Origin(null, 0, Map.of(), null);

    public Origin {
        headers = Map.copyOf(headers);
    }

    /** The parts of a whole, and what is read from one part of a source, are a stream. */
    public Origin(UUID parentId, long position, Map<String, String> headers, Progress progress) {
        this(parentId, position, headers, progress, stream(parentId, progress));
    }

    /** For transports with nothing but bytes, and an order among those of one connection. */
    public static Origin ofStream(int stream) {
        return new Origin(null, 0, Map.of(), null, stream);
    }

    private static int stream(UUID parentId, Progress progress) {
        return progress == null ? Objects.hashCode(parentId) : Objects.hash(progress.source(), progress.part());
    }

    /**
     * How far a source has been read: moved in the transaction of the arrival, so that neither is there without the
     * other. Whoever moves it must stand where the ledger has it; a reader that was replaced fails
     * ({@code ledger.fenced}).
     *
     * @param source for example {@code kafka:<listener>} or {@code file:<id>}
     * @param part a partition; empty when there are none
     * @param from where the reader stood: the position of this message
     * @param to where it stands after this message
     * @param first no reader before this one can have taken the message and not stored it: one that ends the engine
     *     each time it is carried would be taken again and again, if it were not stored before
     */
    public record Progress(String source, String part, long from, long to, boolean first) {

        public Progress(String source, String part, long from, long to) {
            this(source, part, from, to, false);
        }
    }
}
