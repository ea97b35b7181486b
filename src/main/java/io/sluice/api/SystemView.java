package io.sluice.api;

import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.HttpListener;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.catalog.JmsListener;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.catalog.KafkaListener;
import io.sluice.catalog.Listener;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpListener;
import java.util.List;

/** A connected system as people look at it: where it is reached, never how it proves who it is. */
public record SystemView(
        String name,
        String description,
        String team,
        String contact,
        String zone,
        List<String> purposes,
        List<ListenerView> listeners,
        List<EndpointView> endpoints) {

    /**
     * @param host address that it binds, or where it takes messages from
     * @param port 0: any free one, or it binds none
     */
    public record ListenerView(String name, String transport, String host, int port, boolean tls) {}

    /** @param address URL, or host and port */
    public record EndpointView(String endpoint, String transport, String address, boolean idempotent, String timeout) {}

    static SystemView of(ConnectedSystem system) {
        return new SystemView(
                system.name(),
                system.description(),
                system.owner().team(),
                system.owner().contact(),
                system.zone().getId(),
                system.purposes(),
                system.listeners().values().stream().map(SystemView::listener).toList(),
                system.endpoints().values().stream().map(SystemView::endpoint).toList());
    }

    private static ListenerView listener(Listener listener) {
        return switch (listener) {
            case FileListener file -> switch (file.store()) {
                case FileStore.Local local -> new ListenerView(file.name(), file.transport(), "", 0, false);
                case FileStore.Sftp sftp ->
                    new ListenerView(file.name(), file.transport(), sftp.host(), sftp.port(), true);
            };
            case HttpListener http -> new ListenerView(
                    http.name(), http.transport(), http.host(), http.port(), http.tls().isPresent());
            case MllpListener mllp -> new ListenerView(
                    mllp.name(), mllp.transport(), mllp.host(), mllp.port(), mllp.tls().isPresent());
            case KafkaListener kafka -> new ListenerView(
                    kafka.name(), kafka.transport(), kafka.cluster().bootstrap(), 0, kafka.cluster().tls().isPresent());
            case JmsListener jms -> new ListenerView(jms.name(), jms.transport(), jms.broker().url(), 0, false);
        };
    }

    private static EndpointView endpoint(Endpoint endpoint) {
        String address = switch (endpoint) {
            case FileEndpoint file -> switch (file.store()) {
                case FileStore.Local local -> "file:" + file.folder();
                case FileStore.Sftp sftp -> "sftp://" + sftp.host() + ":" + sftp.port() + "/" + file.folder();
            };
            case HttpEndpoint http -> http.url().toString();
            case MllpEndpoint mllp -> "mllp://" + mllp.host() + ":" + mllp.port();
            case KafkaEndpoint kafka -> kafka.cluster().bootstrap() + "/" + kafka.topic();
            case JmsEndpoint jms -> jms.broker().url() + "/" + jms.queue();
        };
        return new EndpointView(
                endpoint.id(), endpoint.transport(), address, endpoint.idempotent(), endpoint.timeout().toString());
    }
}
