package io.sluice.api;

import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.HttpListener;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.catalog.JmsListener;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.catalog.KafkaListener;
import io.sluice.catalog.Listener;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpListener;
import io.sluice.receive.Throttle;
import java.util.List;
import java.util.Map;

/** A connected system as people look at it: where it is reached, never how it proves who it is. */
public record SystemView(
        String name,
        String description,
        String team,
        String contact,
        String zone,
        List<String> purposes,
        List<ListenerView> listeners,
        List<EndpointView> endpoints,
        InboundView inbound) {

    /**
     * What it may send; null where there is no limit.
     *
     * @param rate messages per second, 0: any
     * @param concurrency messages under way at once, 0: any
     * @param underWay messages of it that wait for their verdict in this node
     * @param heldUp how often it had to wait since this node started
     */
    public record InboundView(double rate, int burst, int concurrency, int underWay, long heldUp) {}

    /**
     * @param host address that it binds, or where it takes messages from
     * @param port 0: any free one, or it binds none
     */
    public record ListenerView(String name, String transport, String host, int port, boolean tls) {}

    /** @param address URL, or host and port */
    public record EndpointView(String endpoint, String transport, String address, boolean idempotent, String timeout) {}

    static SystemView of(ConnectedSystem system, Map<String, Throttle.Status> limited) {
        return new SystemView(
                system.name(),
                system.description(),
                system.owner().team(),
                system.owner().contact(),
                system.zone().getId(),
                system.purposes(),
                system.listeners().values().stream().map(SystemView::listener).toList(),
                system.endpoints().values().stream().map(SystemView::endpoint).toList(),
                inbound(system, limited.get(system.name())));
    }

    private static InboundView inbound(ConnectedSystem system, Throttle.Status status) {
        Inflow limit = system.inbound();
        return limit.equals(Inflow.UNLIMITED)
                ? null
                : new InboundView(
                        limit.rate(),
                        limit.burst(),
                        limit.concurrency(),
                        status == null ? 0 : status.underWay(),
                        status == null ? 0 : status.heldUp());
    }

    private static ListenerView listener(Listener listener) {
        return switch (listener) {
            case FileListener file ->
                switch (file.store()) {
                    case FileStore.Local local -> new ListenerView(file.name(), file.transport(), "", 0, false);
                    case FileStore.Sftp sftp ->
                        new ListenerView(file.name(), file.transport(), sftp.host(), sftp.port(), true);
                };
            case HttpListener http ->
                new ListenerView(
                        http.name(),
                        http.transport(),
                        http.host(),
                        http.port(),
                        http.tls().isPresent());
            case MllpListener mllp ->
                new ListenerView(
                        mllp.name(),
                        mllp.transport(),
                        mllp.host(),
                        mllp.port(),
                        mllp.tls().isPresent());
            case KafkaListener kafka ->
                new ListenerView(
                        kafka.name(),
                        kafka.transport(),
                        kafka.cluster().bootstrap(),
                        0,
                        kafka.cluster().tls().isPresent());
            case JmsListener jms ->
                new ListenerView(jms.name(), jms.transport(), jms.broker().url(), 0, false);
        };
    }

    private static EndpointView endpoint(Endpoint endpoint) {
        String address = switch (endpoint) {
            case FileEndpoint file ->
                switch (file.store()) {
                    case FileStore.Local local -> "file:" + file.folder();
                    case FileStore.Sftp sftp -> "sftp://" + sftp.host() + ":" + sftp.port() + "/" + file.folder();
                };
            case HttpEndpoint http -> http.url().toString();
            case MllpEndpoint mllp -> "mllp://" + mllp.host() + ":" + mllp.port();
            case KafkaEndpoint kafka -> kafka.cluster().bootstrap() + "/" + kafka.topic();
            case JmsEndpoint jms -> jms.broker().url() + "/" + jms.queue();
        };
        return new EndpointView(
                endpoint.id(),
                endpoint.transport(),
                address,
                endpoint.idempotent(),
                endpoint.timeout().toString());
    }
}
