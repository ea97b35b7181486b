package io.sluice.catalog;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Accepts HL7 v2 over MLLP.
 *
 * @param host address to bind, {@code 127.0.0.1} unless told otherwise
 * @param frameLimit bytes, 16 MiB unless told otherwise
 * @param frameDeadline a frame must be whole within this time from its first byte
 * @param idleTimeout a connection without any byte for so long is closed
 * @param charset of messages that do not say it in MSH-18
 * @param zone of times without an offset
 */
public record MllpListener(
        String name,
        String system,
        String host,
        int port,
        Optional<Tls> tls,
        int frameLimit,
        Duration frameDeadline,
        Duration idleTimeout,
        int maxConnections,
        Charset charset,
        ZoneId zone)
        implements Listener {

    @Override
    public String transport() {
        return "mllp";
    }
}
