package io.sluice.torture;

import io.sluice.torture.Evidence.Effect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * Computes the id of an event or delivery anew, from the design's words alone: kind, subject, integration, target,
 * split path, how many-th, revision. Written apart from the engine's own, so that both would have to be wrong in the
 * same way.
 */
final class ExpectedId {

    private static final UUID NAMESPACE = UUID.fromString("6d1f0a52-5b0e-5c8e-9a55-9d2c1f3b7e10");

    private ExpectedId() {}

    /** @param together how many effects the same run has on the same target: as many places there may be */
    static boolean isOneOf(Effect effect, int together) {
        for (int n = 0; n < together; n++) {
            if (effect.id().equals(of(effect, "", n)) || effect.id().equals(of(effect, "" + n, 0))) {
                return true;
            }
        }
        return false;
    }

    static UUID of(Effect e, String splitPath, int nth) {
        StringBuilder name = new StringBuilder();
        for (Object part : List.of(e.kind(), e.subject(), e.integration(), e.target(), splitPath, nth, e.revision())) {
            name.append(part.toString().length()).append(':').append(part).append('|');
        }
        return version5(name.toString());
    }

    /** RFC 9562 section 5.5. */
    private static UUID version5(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L,
                    (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
