package io.sluice.files;

import com.jcraft.jsch.SftpProgressMonitor;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Streams of a file at a server, each request of which is under a watch. */
final class WatchedStreams {

    private WatchedStreams() {}

    static InputStream of(InputStream file, RequestWatch watch) {
        return new FilterInputStream(file) {
            @Override
            public int read() throws IOException {
                watch.begin();
                try {
                    return in.read();
                } finally {
                    watch.end();
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                watch.begin();
                try {
                    return in.read(into, offset, length);
                } finally {
                    watch.end();
                }
            }
        };
    }

    /** Closing it waits for the server's answers to all that was written. */
    static OutputStream of(OutputStream file, RequestWatch watch) {
        return new FilterOutputStream(file) {
            private boolean closed;

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                watch.begin();
                try {
                    out.write(bytes, offset, length);
                } finally {
                    watch.end();
                }
            }

            @Override
            public void close() throws IOException {
                if (closed) {
                    return;
                }
                closed = true;
                watch.begin();
                try {
                    out.close();
                } finally {
                    watch.end();
                }
            }
        };
    }

    /** A large file takes many requests to write, each of which may take its time. */
    static SftpProgressMonitor going(RequestWatch watch) {
        return new SftpProgressMonitor() {
            @Override
            public void init(int operation, String from, String to, long max) {
                watch.begin();
            }

            @Override
            public boolean count(long bytes) {
                watch.begin();
                return true;
            }

            @Override
            public void end() {
                watch.begin();
            }
        };
    }
}
