package io.sluice.receive.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The other end of a connection. */
final class Peers {

    private Peers() {}

    /** Never a look-up: what Vert.x gives is an address as digits. */
    static InetSocketAddress address(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress();
        try {
            return new InetSocketAddress(InetAddress.getByName(remote.hostAddress()), remote.port());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of digits needs no look-up", impossible);
        }
    }
}
