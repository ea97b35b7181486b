package io.sluice.receive.mllp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.sluice.receive.ReceiveProblem;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/** Counts and logs connections that do not come through the handshake; stands between TLS and the connection. */
final class TlsWatch extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = Logger.getLogger(TlsWatch.class);

    private final MllpDoor door;

    TlsWatch(MllpDoor door) {
        this.door = door;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            String name = door.listener().name();
            door.meter().refused(name, ReceiveProblem.TLS_FAILED);
            String peer = Peers.address(ctx.channel());
            LOG.infof("%s: a connection to listener %s from %s", ReceiveProblem.TLS_FAILED.code(), name, peer);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean counted = cause instanceof SSLException
                || cause instanceof DecoderException && cause.getCause() instanceof SSLException;
        if (counted) {
            ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }
}
