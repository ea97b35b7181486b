package io.sluice.format.hl7;

/** The Minimal Lower Layer Protocol, release 1: {@code <VT> message <FS> <CR>}. */
public final class MllpFraming {

    /** VT, the start block. */
    public static final byte START = 0x0B;

    /** FS, the first byte of the end block. */
    public static final byte END = 0x1C;

    /** CR, the second byte of the end block. */
    public static final byte CARRIAGE_RETURN = 0x0D;

    private MllpFraming() {}

    /** The message in its frame. */
    public static byte[] encode(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[frame.length - 2] = END;
        frame[frame.length - 1] = CARRIAGE_RETURN;
        return frame;
    }
}
