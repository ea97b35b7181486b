package io.sluice.receive.http;

import io.sluice.catalog.HttpListener;
import io.sluice.ledger.Trace;
import io.sluice.receive.ReceiveProblem;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;

/**
 * Where every request to a listener comes in: refuses what could be read in two ways, asks who calls, and finds what is
 * called. In this order, so that a stranger learns nothing about what there is.
 */
final class Reception {

    private static final Logger LOG = Logger.getLogger(Reception.class);
    private static final int STATUS = 2;

    private final HttpDoor door;
    private final HttpDoor.Plan plan;
    private final HttpServerRequest request;
    private final Context context;

    Reception(HttpDoor door, HttpDoor.Plan plan, HttpServerRequest request, Context context) {
        this.door = door;
        this.plan = plan;
        this.request = request;
        this.context = context;
    }

    /** @param ended called once, when the request is over */
    void receive(Runnable ended) {
        Optional<List<String>> segments = RequestPath.segments(request.path());
        Callers.Who who =
                segments.isEmpty() ? new Callers.Stranger() : plan.callers().who(shown());
        String address = request.remoteAddress().hostAddress();
        Replies replies = new Replies(
                door,
                plan.listener().name(),
                request,
                context,
                who instanceof Callers.Known known ? known.system() + "@" + address : address);
        replies.onEnd(ended);
        if (segments.isEmpty()) {
            replies.refuse(ReceiveProblem.PATH_AMBIGUOUS, "");
        } else if (segments.get().size() == STATUS && segments.get().getFirst().equals("problems")) {
            problemPage(replies, segments.get().getLast());
        } else {
            switch (who) {
                case Callers.Known known -> known(replies, plan.listener().calledBy(known.system()), segments.get());
                case Callers.Elsewhere elsewhere -> strange(replies, ReceiveProblem.ADDRESS_NOT_ALLOWED, address);
                case Callers.Stranger stranger -> {
                    request.response().putHeader("WWW-Authenticate", "Bearer");
                    strange(replies, ReceiveProblem.NOT_AUTHENTICATED, address);
                }
            }
        }
    }

    private void strange(Replies replies, ReceiveProblem problem, String address) {
        LOG.infof(
                "%s: a request to listener %s from %s",
                problem.code(), plan.listener().name(), address);
        replies.refuse(problem, "");
    }

    private void known(Replies replies, HttpListener listener, List<String> segments) {
        if (segments.size() == STATUS && segments.getFirst().equals("messages")) {
            state(replies, listener, segments.getLast());
            return;
        }
        switch (plan.resources().find(request.method().name(), segments)) {
            case Resources.One found -> new Visit(door, listener, request, replies, found).begin();
            case Resources.Others others ->
                other(replies, Stream.concat(others.methods().stream(), Stream.of("OPTIONS")));
            case Resources.None none -> replies.refuse(ReceiveProblem.NO_OPERATION, "");
        }
    }

    /** OPTIONS tells the methods; every other method that is not offered is told them with a refusal. */
    private void other(Replies replies, Stream<String> methods) {
        request.response().putHeader("Allow", String.join(", ", new TreeSet<>(methods.toList())));
        if (request.method().equals(HttpMethod.OPTIONS)) {
            replies.give(() -> request.response().setStatusCode(204).end());
        } else {
            replies.refuse(ReceiveProblem.METHOD_NOT_ALLOWED, "");
        }
    }

    private boolean read() {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private void state(Replies replies, HttpListener listener, String id) {
        if (!read()) {
            other(replies, Stream.of("GET", "HEAD", "OPTIONS"));
            return;
        }
        Optional<UUID> message = uuid(id);
        if (message.isEmpty()) {
            replies.refuse(ReceiveProblem.MESSAGE_UNKNOWN, "");
            return;
        }
        door.vertx()
                .executeBlocking(() -> door.traces().apply(message.get()), false)
                .onComplete(read -> context.runOnContext(here -> {
                    Optional<Trace> found = read.succeeded() ? read.result() : Optional.empty();
                    if (read.failed()) {
                        replies.refuse(ReceiveProblem.LEDGER_AWAY, "");
                    } else if (found.filter(trace -> MessageStates.mayRead(trace, listener.name(), listener.system()))
                            .isEmpty()) {
                        replies.refuse(ReceiveProblem.MESSAGE_UNKNOWN, "");
                    } else {
                        replies.give(() -> Answers.json(request.response(), 200, MessageStates.of(found.get())));
                    }
                }));
    }

    /** To everybody: it says nothing about this engine. */
    private void problemPage(Replies replies, String code) {
        Optional<ReceiveProblem> problem = Stream.of(ReceiveProblem.values())
                .filter(one -> one.code().equals(code))
                .findFirst();
        if (!read()) {
            other(replies, Stream.of("GET", "HEAD", "OPTIONS"));
        } else if (problem.isEmpty()) {
            replies.refuse(ReceiveProblem.NO_OPERATION, "");
        } else {
            replies.give(() -> Answers.json(
                    request.response(),
                    200,
                    Map.of(
                            "code",
                            code,
                            "means",
                            problem.get().meaning(),
                            "do",
                            problem.get().remedy())));
        }
    }

    private Callers.Shown shown() {
        return new Callers.Shown(
                request.headers().get("Authorization"),
                request.headers().get("X-Api-Key"),
                certificate(),
                Peers.address(request.connection()));
    }

    private Optional<String> certificate() {
        if (!request.isSSL()) {
            return Optional.empty();
        }
        try {
            return Optional.of(request.sslSession().getPeerPrincipal()).map(Principal::getName);
        } catch (SSLPeerUnverifiedException notAsked) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
