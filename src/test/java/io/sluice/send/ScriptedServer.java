package io.sluice.send;

import io.sluice.stack.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real socket whose every connection is served by the test's own lines; for what well-behaved servers do not do. */
final class ScriptedServer implements AutoCloseable {

    /** Serves one connection; it is closed at the end. */
    interface Talk {
        void with(InputStream in, OutputStream out, int connection) throws Exception;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedServer(Talk talk) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    open.add(socket);
                    int number = connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(talk, socket, number));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private static void serve(Talk talk, Socket socket, int number) {
        try (socket) {
            talk.with(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream(), number);
        } catch (Exception ended) {
            // the other side closed first, which the test sees by itself
        }
    }

    /** A port on which nothing listens. */
    static int deadPort() {
        return Ports.free();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
