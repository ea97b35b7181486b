package io.sluice.send;

import io.sluice.catalog.HttpEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.message.ProblemException;
import io.sluice.send.HttpExchange.End;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.Unanswered;
import io.sluice.send.SendOutcome.Unreached;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * HTTP/1.1 with keep-alive, by Vert.x on one event loop (decision 0020). A repeat of a delivery whose fate may be
 * unknown first asks the endpoint's {@code statusUrl}, when it has one.
 */
final class HttpTransport implements Transport {

    /** Of the reply to a call; a run holds it in memory. */
    static final int MAX_REPLY = 4 * 1024 * 1024;

    private final HttpEndpoint endpoint;
    private final int connections;
    private final HttpTarget target;
    private final Context loop;
    private final InstantSource clock;
    private HttpClient client;

    /** @param connections at most so many at once */
    HttpTransport(HttpEndpoint endpoint, int connections, Context loop, InstantSource clock) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.target = new HttpTarget(endpoint);
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public CompletionStage<SendOutcome> send(ClaimedDelivery delivery) {
        return begin(delivery, new Keeping(endpoint.timeout(), SendOutcome.MAX_RESPONSE, false));
    }

    /**
     * As {@link #send}, for a run that waits: the reply is needed whole, and a status query that says that the call was
     * applied gives its reply.
     *
     * @param within not longer than this, nor than the endpoint's timeout
     */
    CompletionStage<SendOutcome> call(ClaimedDelivery call, Duration within) {
        Duration timeout = within.compareTo(endpoint.timeout()) < 0 ? within : endpoint.timeout();
        return begin(call, new Keeping(timeout, MAX_REPLY, true));
    }

    /**
     * What is asked of an exchange.
     *
     * @param most bytes of the reply that are kept
     * @param whole a reply of which less was kept is none
     */
    private record Keeping(Duration timeout, int most, boolean whole) {}

    private CompletionStage<SendOutcome> begin(ClaimedDelivery delivery, Keeping keeping) {
        var outcome = new CompletableFuture<SendOutcome>();
        loop.runOnContext(x -> {
            try {
                exchange(delivery, keeping).whenComplete((o, fault) -> complete(outcome, o));
            } catch (ProblemException unready) {
                outcome.complete(new Unreached(SendProblem.SECRET_MISSING));
            } catch (RuntimeException fault) {
                outcome.complete(new Unanswered(SendProblem.BROKEN, null));
            }
        });
        return outcome;
    }

    private static void complete(CompletableFuture<SendOutcome> outcome, SendOutcome known) {
        outcome.complete(known == null ? new Unanswered(SendProblem.BROKEN, null) : known);
    }

    private CompletableFuture<SendOutcome> exchange(ClaimedDelivery delivery, Keeping keeping) {
        Optional<RequestOptions> options = target.of(delivery.meta());
        if (options.isEmpty()) {
            return CompletableFuture.completedFuture(new Refused(SendProblem.NOT_SENDABLE, null, null));
        }
        Map<String, String> headers = target.headers(delivery);
        byte[] body = delivery.body().length == 0 ? null : delivery.body();
        boolean askFirst = delivery.attempts() > 0
                && !endpoint.idempotent()
                && endpoint.statusUrl().isPresent();
        if (!askFirst) {
            return request(options.get(), headers, body, keeping);
        }
        return exchange(target.statusOf(delivery.id()), headers, null, keeping)
                .thenCompose(end -> end instanceof End.Reply reply
                        ? HttpReplies.query(reply.status(), keeping.whole() ? reply.body() : null)
                                .map(CompletableFuture::completedFuture)
                                .orElseGet(() -> request(options.get(), headers, body, keeping))
                        : CompletableFuture.completedFuture(new Unanswered(SendProblem.OUTCOME_UNKNOWN, null)));
    }

    private CompletableFuture<SendOutcome> request(
            RequestOptions options, Map<String, String> headers, byte[] body, Keeping keeping) {
        return exchange(options, headers, body, keeping).thenApply(end -> switch (end) {
            case End.Reply reply -> replied(reply, keeping);
            case End.NotSent nothing -> new Unreached(nothing.why());
            case End.Lost lost ->
                new Unanswered(lost.timedOut() ? SendProblem.UNANSWERED : SendProblem.CONNECTION_LOST, null);
        });
    }

    private SendOutcome replied(End.Reply reply, Keeping keeping) {
        SendOutcome outcome = HttpReplies.of(
                reply.status(), reply.body(), reply.retryAfter(), endpoint.idempotent(), clock.instant());
        if (!keeping.whole() || reply.whole() || !(outcome instanceof SendOutcome.Accepted)) {
            return outcome;
        }
        return reply.body().length < keeping.most()
                ? new Unanswered(SendProblem.CONNECTION_LOST, outcome.status())
                : new Refused(SendProblem.REPLY_TOO_LARGE, outcome.status(), null);
    }

    private CompletableFuture<End> exchange(
            RequestOptions options, Map<String, String> headers, byte[] body, Keeping keeping) {
        return new HttpExchange(loop.owner(), headers, body, keeping.most()).run(client(), options, keeping.timeout());
    }

    /** Made at first use and only on the event loop, since the password of a key store may be missing for a while. */
    private HttpClient client() {
        if (client == null) {
            HttpClientOptions options = new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_1_1)
                    .setMaxPoolSize(connections)
                    .setConnectTimeout((int) endpoint.timeout().toMillis())
                    .setKeepAliveTimeout(keepAliveSeconds());
            endpoint.tls().ifPresent(tls -> ClientTls.apply(tls, options));
            client = loop.owner().createHttpClient(options);
        }
        return client;
    }

    /**
     * A server may close an idle connection in the moment in which it is used again, and then the fate of the request
     * is unknown. Some servers wait only five seconds; where a doubt costs a person's time, be earlier.
     */
    private int keepAliveSeconds() {
        return endpoint.idempotent() ? 15 : 4;
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
