package io.sluice.receive.mllp;

import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.hl7.MllpFraming;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender over a plain socket that can also do everything wrong. */
final class MllpClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    MllpClient(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static MllpClient connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
        return new MllpClient(socket);
    }

    /** Bytes as they are. */
    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Messages in their frames, all in one write. */
    void send(byte[]... messages) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.writeBytes(MllpFraming.encode(message));
        }
        write(all.toByteArray());
    }

    void send(String message) throws IOException {
        send(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The next acknowledgement. */
    Hl7Message reply() throws IOException {
        return Hl7Message.parse(replyBytes());
    }

    byte[] replyBytes() throws IOException {
        if (in.read() != MllpFraming.START) {
            throw new IOException("the answer has no start block, or the connection is closed");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int b = in.read(); b != MllpFraming.END; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection was closed within an answer");
            }
            body.write(b);
        }
        if (in.read() != MllpFraming.CARRIAGE_RETURN) {
            throw new IOException("the answer has no end block");
        }
        return body.toByteArray();
    }

    /** Whether nothing comes for so long. */
    boolean silent(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.mark(1);
            int b = in.read();
            in.reset();
            return b < 0;
        } catch (java.net.SocketTimeoutException nothing) {
            return true;
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    /** Waits until the other side has closed. */
    boolean closedByPeer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    /** How long an answer may take. */
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    void endOfInput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
