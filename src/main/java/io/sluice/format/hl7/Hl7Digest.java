package io.sluice.format.hl7;

import io.sluice.message.Sha256;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.LongStream;

/** Tells whether two messages are the same but for some fields. */
public final class Hl7Digest {

    private Hl7Digest() {}

    /**
     * SHA-256 over the original bytes without what stands at the paths. A path that chooses no segment or repetition
     * leaves out all of them.
     *
     * @return 32 bytes
     */
    public static byte[] sha256(Hl7Message message, List<Hl7Path> without) {
        MessageDigest digest = Sha256.digest();
        byte[] bytes = message.raw();
        if (without.isEmpty()) {
            return digest.digest(bytes);
        }
        int done = 0;
        for (long range : ranges(message, without)) {
            int start = Math.max(done, Hl7Ranges.start(range));
            digest.update(bytes, done, start - done);
            done = Math.max(done, Hl7Ranges.end(range));
        }
        digest.update(bytes, done, bytes.length - done);
        return digest.digest();
    }

    /** In the order of the message: a range has its start in the upper half, so its number sorts by it. */
    private static long[] ranges(Hl7Message message, List<Hl7Path> paths) {
        LongStream.Builder found = LongStream.builder();
        for (Hl7Path path : paths) {
            int seen = 0;
            for (Hl7Segment segment : message.segments()) {
                if (segment.is(path.segment()) && (++seen == path.occurrence() || path.occurrence() == 0)) {
                    collect(segment, path, found);
                }
            }
        }
        return found.build().filter(range -> range != Hl7Ranges.NONE).sorted().toArray();
    }

    private static void collect(Hl7Segment segment, Hl7Path path, LongStream.Builder found) {
        boolean chosen = path.repetition() > 0 || path.selection() != null || path.field() == 0;
        if (chosen) {
            found.add(segment.locate(path));
        } else if (path.component() == 0) {
            found.add(segment.field(path.field()));
        } else {
            for (int i = 1; i <= segment.repetitionCount(path.field()); i++) {
                found.add(segment.locate(path, i));
            }
        }
    }
}
