package io.sluice.conformance;

import io.sluice.ledger.Sources;
import io.sluice.stack.Database;
import io.sluice.stack.MigratedDatabase;
import io.sluice.stack.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One transport: an engine that can be reached over it and over nothing else, who sends to it, and whom it tells. */
final class Site implements AutoCloseable {

    private final Servers servers;
    private final Transport transport;
    private final Path folder;
    private final String own;
    private final Home home;
    private final Database database = MigratedDatabase.fresh();
    private final Target target;
    private final WiredEngine engine;
    private final Sender sender;
    private final Stored stored;

    Site(Servers servers, Transport transport, Fault fault) throws Exception {
        this.servers = servers;
        this.transport = transport;
        own = transport.word() + "-" + UUID.randomUUID();
        folder = Files.createDirectories(servers.folder().resolve(own));
        target = new Target(folder.resolve("target.jsonl"));
        int port = Ports.free();
        List<String> listener = switch (transport) {
            case MLLP -> Home.mllp(port);
            case FILE -> Home.file(servers, own);
            case HTTP -> Home.http(port);
            case KAFKA -> Home.kafka(servers, own);
            case JMS -> Home.jms(servers, own);
        };
        home = new Home(folder.resolve("home"), transport, listener, target.port());
        fault.change(home);
        if (transport == Transport.FILE) {
            for (String name : List.of("inbound", "archive", "quarantine", "receipts")) {
                Files.createDirectories(inSftp().resolve(name));
            }
        }
        if (transport == Transport.KAFKA) {
            OverKafka.make(own, servers.stack().bootstrapServers());
        }
        engine = new WiredEngine(
                home, folder.resolve("data"), database, servers.stack().bootstrapServers(), fault);
        sender = switch (transport) {
            case MLLP -> new OverMllp(port);
            case FILE -> new OverFile(inSftp());
            case HTTP -> new OverHttp(port, engine.tokens.issueTo(Home.SENDER));
            case KAFKA -> new OverKafka(servers.stack().bootstrapServers(), own, new Sources(engine.pool));
            case JMS -> new OverJms(servers.artemis(), own);
        };
        stored = new Stored(engine.pool, engine.keyring);
    }

    private Path inSftp() {
        return servers.sftp().home().resolve(own);
    }

    Transport transport() {
        return transport;
    }

    Servers servers() {
        return servers;
    }

    WiredEngine engine() {
        return engine;
    }

    Stored stored() {
        return stored;
    }

    Target target() {
        return target;
    }

    Database database() {
        return database;
    }

    Path folder() {
        return folder;
    }

    /** Name of the topic, queue or folder that is this sender's. */
    String own() {
        return own;
    }

    /** Sends as a real sender does and waits for the answer. */
    Answer send(Hl7 message) {
        return send(message.parcel());
    }

    Answer send(Parcel parcel) {
        return sender.send(parcel, Wait.SOON);
    }

    Answer send(Parcel parcel, Duration patience) {
        return sender.send(parcel, patience);
    }

    Answer goOn(Parcel parcel) {
        return sender.goOn(parcel, Wait.SOON);
    }

    /** All at the same time; the answers in the order of the messages. */
    List<Answer> sendTogether(List<Hl7> messages) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = messages.stream()
                    .map(message -> threads.submit(() -> send(message)))
                    .toList();
            for (Future<Answer> answer : answers) {
                answer.get();
            }
            return answers.stream().map(Future::resultNow).toList();
        }
    }

    /** Changes what the engine has read, as an operator would. */
    void change(String file, String from, String to) {
        home.edit(file, from, to);
        engine.catalogs.replace(home.read());
    }

    @Override
    public void close() throws Exception {
        engine.close();
        sender.close();
        target.close();
    }
}
