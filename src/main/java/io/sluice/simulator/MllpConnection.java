package io.sluice.simulator;

import io.sluice.format.hl7.MllpDecoder;
import io.sluice.format.hl7.MllpFrame;
import io.sluice.format.hl7.MllpFraming;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** One socket that speaks MLLP, blocking; used by one thread. */
final class MllpConnection implements Closeable {

    private static final int LIMIT = 64 * 1024 * 1024;

    private final Socket socket;
    private final MllpDecoder decoder = new MllpDecoder(LIMIT);
    private final byte[] buffer = new byte[64 * 1024];
    private final Deque<byte[]> arrived = new ArrayDeque<>();

    MllpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
    }

    /** @throws java.net.SocketTimeoutException when the socket has a time limit and it passes */
    byte[] receive() throws IOException {
        while (arrived.isEmpty()) {
            int read = socket.getInputStream().read(buffer);
            if (read < 0) {
                throw new EOFException("connection closed by the other side");
            }
            decoder.feed(ByteBuffer.wrap(buffer, 0, read), this::keep);
        }
        return arrived.poll();
    }

    /** Whether {@link #receive} would return without waiting for the network. */
    boolean hasReceived() {
        return !arrived.isEmpty();
    }

    void send(byte[] message) throws IOException {
        socket.getOutputStream().write(MllpFraming.encode(message));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void keep(MllpFrame frame) {
        if (frame instanceof MllpFrame.Complete complete) {
            arrived.add(complete.bytes());
        }
    }
}
