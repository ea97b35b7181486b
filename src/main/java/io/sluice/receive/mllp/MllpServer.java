package io.sluice.receive.mllp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.sluice.catalog.MllpListener;
import io.sluice.message.ProblemException;
import io.sluice.receive.Addresses;
import io.sluice.receive.ReceiveProblem;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One listener of the catalogue, open. */
final class MllpServer {

    private static final Logger LOG = Logger.getLogger(MllpServer.class);
    private static final int BACKLOG = 1024;

    private final MllpDoor door;
    private final Addresses allowed;
    private final Optional<SslContext> tls;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private int open;
    private final Channel channel;
    private volatile boolean closing;

    /**
     * Binds at once.
     *
     * @param allowed addresses that may connect
     * @throws ProblemException {@link ReceiveProblem#LISTENER_NOT_OPEN} or {@link ReceiveProblem#TLS_UNUSABLE}
     */
    MllpServer(MllpDoor door, Addresses allowed, EventLoopGroup acceptors, EventLoopGroup loops) {
        this.door = door;
        this.allowed = allowed;
        MllpListener listener = door.listener();
        this.tls = listener.tls().map(settings -> ListenerTls.context(listener.name(), settings));
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptors, loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, tls.isEmpty())
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 4096, 64 * 1024))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        accept(connection);
                    }
                });
        this.channel = bind(bootstrap, listener);
        LOG.infof(
                "listener %s is open at %s:%d%s",
                listener.name(), listener.host(), port(), tls.isPresent() ? " with TLS" : "");
    }

    private static Channel bind(ServerBootstrap bootstrap, MllpListener listener) {
        var bound = bootstrap
                .bind(new InetSocketAddress(listener.host(), listener.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String where = listener.name() + ", " + listener.host() + ":" + listener.port();
            throw new ProblemException(ReceiveProblem.LISTENER_NOT_OPEN, where, bound.cause());
        }
        return bound.channel();
    }

    private void accept(Channel connection) {
        MllpListener listener = door.listener();
        int now = counted(1);
        connection.closeFuture().addListener(closed -> counted(-1));
        if (now > listener.maxConnections()) {
            refuse(connection, ReceiveProblem.TOO_MANY_CONNECTIONS);
            return;
        }
        if (!allowed.contain(connection.remoteAddress())) {
            refuse(connection, ReceiveProblem.ADDRESS_NOT_ALLOWED);
            return;
        }
        connections.add(connection);
        tls.ifPresent(
                context -> connection.pipeline().addLast(context.newHandler(connection.alloc()), new TlsWatch(door)));
        if (listener.idleTimeout().isPositive()) {
            connection
                    .pipeline()
                    .addLast(new IdleStateHandler(listener.idleTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        }
        connection.pipeline().addLast(new MllpConnection(door));
        if (closing) {
            connection.close(); // accepted while the others were told
        }
    }

    /** Connections come and go on many event loops: what the meter is told last must be what is. */
    private synchronized int counted(int change) {
        open += change;
        door.meter().connections(door.listener().name(), open);
        return open;
    }

    private void refuse(Channel connection, ReceiveProblem rule) {
        door.meter().refused(door.listener().name(), rule);
        LOG.infof(
                "%s: a connection to listener %s from %s",
                rule.code(), door.listener().name(), Peers.address(connection));
        connection.close();
    }

    MllpListener listener() {
        return door.listener();
    }

    Addresses allowed() {
        return allowed;
    }

    /** The port that is bound, also when the listener asked for any (0). */
    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Takes no more connections and no more messages; what was taken is answered if that happens within the time. */
    void close(long graceMillis) {
        closing = true;
        channel.close().awaitUninterruptibly();
        connections.forEach(connection -> connection.pipeline().fireUserEventTriggered(MllpConnection.STOP));
        if (!connections.newCloseFuture().awaitUninterruptibly(graceMillis)) {
            connections.close().awaitUninterruptibly();
        }
        LOG.infof("listener %s is closed", door.listener().name());
    }
}
