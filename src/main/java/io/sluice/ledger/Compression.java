package io.sluice.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs bodies: one byte tells how, then the body as it is, or its length and a raw deflate stream. Level 1, since most
 * bodies are small and this is on the way of every message. The packers are reused: making one costs more than its
 * work.
 */
final class Compression {

    private static final byte STORED = 0;
    private static final byte DEFLATED = 1;
    private static final int HEAD = 1 + Integer.BYTES;
    private static final int TOO_SMALL = 200;

    private static final ThreadLocal<Deflater> DEFLATER = ThreadLocal.withInitial(() -> new Deflater(1, true));
    private static final ThreadLocal<Inflater> INFLATER = ThreadLocal.withInitial(() -> new Inflater(true));

    private Compression() {}

    static byte[] pack(byte[] body) {
        if (body.length >= TOO_SMALL) {
            byte[] packed = new byte[body.length];
            ByteBuffer.wrap(packed).put(DEFLATED).putInt(body.length);
            Deflater deflater = DEFLATER.get();
            deflater.reset();
            deflater.setInput(body);
            deflater.finish();
            int length = deflater.deflate(packed, HEAD, packed.length - HEAD);
            if (deflater.finished()) {
                return Arrays.copyOf(packed, HEAD + length);
            }
        }
        return ByteBuffer.allocate(1 + body.length).put(STORED).put(body).array();
    }

    static byte[] unpack(byte[] packed) {
        if (packed[0] == STORED) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        byte[] body = new byte[ByteBuffer.wrap(packed, 1, Integer.BYTES).getInt()];
        Inflater inflater = INFLATER.get();
        inflater.reset();
        inflater.setInput(packed, HEAD, packed.length - HEAD);
        try {
            if (inflater.inflate(body) == body.length) {
                return body;
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("what AES-GCM opens is what was packed", e);
        }
        throw new IllegalStateException("what AES-GCM opens is what was packed");
    }
}
