package io.sluice.send;

import io.sluice.catalog.MllpEndpoint;
import io.sluice.ledger.Blobs;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.message.ProblemException;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.Unanswered;
import io.sluice.send.SendOutcome.Unreached;
import io.vertx.core.Context;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * HL7 v2 over MLLP to one receiver: as many persistent connections as deliveries may be under way, and on each one
 * message after the other. A connection that is idle for minutes is replaced before it is used, since firewalls forget
 * such.
 */
final class MllpTransport implements Transport {

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(5);

    private final MllpEndpoint endpoint;
    private final AckTable table;
    private final Context loop;
    private final LargeParts parts;
    private final Deque<MllpLine> idle = new ArrayDeque<>();
    private NetClient client;

    /** @param parts puts large parts back into the frame, whose control id was set before */
    MllpTransport(MllpEndpoint endpoint, Context loop, LargeParts parts) {
        this.parts = parts;
        this.endpoint = endpoint;
        this.table = new AckTable(endpoint.ack());
        this.loop = loop;
    }

    @Override
    public CompletionStage<SendOutcome> send(ClaimedDelivery delivery) {
        var outcome = new CompletableFuture<SendOutcome>();
        loop.runOnContext(x -> {
            try {
                OutgoingMessage message = OutgoingMessage.of(delivery.id(), delivery.body(), endpoint.controlId());
                if (!Blobs.mayHave(message.frame())) {
                    exchange(message, outcome);
                    return;
                }
                parts.send(
                                delivery.messageId(),
                                message.frame(),
                                frame -> exchange(new OutgoingMessage(message.controlId(), frame)),
                                WholeTransport::unread)
                        .whenComplete((ended, fault) -> {
                            if (fault == null) {
                                outcome.complete(ended);
                            } else {
                                outcome.completeExceptionally(fault);
                            }
                        });
            } catch (ProblemException unsendable) {
                boolean secret = unsendable.problem() == SendProblem.SECRET_MISSING;
                outcome.complete(
                        secret
                                ? new Unreached(SendProblem.SECRET_MISSING)
                                : new Refused(SendProblem.NOT_SENDABLE, null, null));
            } catch (RuntimeException fault) {
                outcome.complete(new Unanswered(SendProblem.BROKEN, null));
            }
        });
        return outcome;
    }

    /** In the loop, from whichever thread it is asked. */
    private CompletionStage<SendOutcome> exchange(OutgoingMessage message) {
        var outcome = new CompletableFuture<SendOutcome>();
        loop.runOnContext(x -> {
            try {
                exchange(message, outcome);
            } catch (ProblemException secret) {
                outcome.complete(new Unreached(SendProblem.SECRET_MISSING));
            }
        });
        return outcome;
    }

    private void exchange(OutgoingMessage message, CompletableFuture<SendOutcome> outcome) {
        long start = System.nanoTime();
        MllpLine line = idleLine();
        if (line != null) {
            exchange(line, message, start, outcome);
            return;
        }
        client().connect(endpoint.port(), endpoint.host()).onComplete(connection -> {
            if (connection.failed()) {
                outcome.complete(new Unreached(ClientTls.problemOf(connection.cause())));
            } else {
                exchange(new MllpLine(connection.result(), loop.owner()), message, start, outcome);
            }
        });
    }

    private void exchange(MllpLine line, OutgoingMessage message, long start, CompletableFuture<SendOutcome> outcome) {
        Duration left = endpoint.timeout().minusNanos(System.nanoTime() - start);
        line.exchange(message.frame(), left, reply -> table.judge(reply, message.controlId()))
                .thenAccept(ended -> {
                    if (line.usable(LONGEST_IDLE)) {
                        idle.push(line);
                    }
                    outcome.complete(ended);
                });
    }

    /** The one used last, so that others may grow old; null when there is none. */
    private MllpLine idleLine() {
        for (MllpLine line = idle.poll(); line != null; line = idle.poll()) {
            if (line.usable(LONGEST_IDLE)) {
                return line;
            }
            line.close(SendProblem.CONNECTION_LOST);
        }
        return null;
    }

    /** Made at first use, since the password of a key store may be missing for a while. */
    private NetClient client() {
        if (client == null) {
            NetClientOptions options = new NetClientOptions()
                    .setConnectTimeout((int) endpoint.timeout().toMillis())
                    .setTcpKeepAlive(true)
                    .setTcpNoDelay(true);
            endpoint.tls().ifPresent(tls -> {
                ClientTls.apply(tls, options);
                options.setHostnameVerificationAlgorithm("HTTPS");
            });
            client = loop.owner().createNetClient(options);
        }
        return client;
    }

    @Override
    public void close() {
        loop.runOnContext(x -> {
            if (client != null) {
                client.close();
            }
        });
    }
}
