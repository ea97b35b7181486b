package io.sluice.simulator;

import com.sun.net.httpserver.HttpExchange;
import io.sluice.format.hl7.AckCode;
import io.sluice.format.hl7.AckError;
import io.sluice.format.hl7.Acknowledgement;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.format.hl7.Hl7Message;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A legacy interface engine that takes HL7 v2 over MLLP and acknowledges in original mode. It takes a control id once,
 * acknowledges the same message again, and refuses another message under that control id with AR.
 *
 * <p>Its side door is HTTP: {@code GET /received[?after=&limit=]}, {@code GET /received/summary}, {@code GET /seen},
 * {@code DELETE /received}, {@code POST /script} (see {@link Rule}; {@code match} is a message type such as
 * {@code ADT^A01} or {@code ADT*}), {@code POST /remember} (HL7 paths such as {@code PID-3-1}, for tests).
 */
public final class LegacyReceiver implements Closeable {

    private final InstantSource clock;
    private final ReceiptLog log;
    private final Script script = new Script();
    private final HttpDoor door;
    private final ServerSocket listener;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile List<String> remember = List.of();

    /**
     * @param port for MLLP; 0 for any free one
     * @param doorPort for the side door; 0 for any free one
     * @param journal file that keeps what was received over a restart
     */
    public LegacyReceiver(int port, int doorPort, Path journal, InstantSource clock) throws IOException {
        this.clock = clock;
        this.log = new ReceiptLog(new Journal(journal));
        this.listener = listen(port);
        this.door = new HttpDoor(doorPort, script);
        door.on("/received", this::received);
        door.on("/received/summary", exchange -> HttpDoor.answer(exchange, 200, Summary.of(log.seen())));
        door.on(
                "/seen",
                exchange -> HttpDoor.answer(
                        exchange,
                        200,
                        log.seen().stream().map(LegacyReceipt::of).toList()));
        door.on("/remember", this::remember);
        door.start();
        Thread.ofPlatform().name("mllp-accept").start(this::accept);
    }

    /**
     * {@code LegacyReceiver <journal>}; ports {@code SLUICE_LEGACY_PORT} (2600), {@code SLUICE_LEGACY_HTTP_PORT}
     * (2601).
     */
    public static void main(String[] arguments) {
        SimulatorMain.run("Simulated legacy receiver", () -> {
            LegacyReceiver receiver = new LegacyReceiver(
                    SimulatorMain.port("SLUICE_LEGACY_PORT", 2600),
                    SimulatorMain.port("SLUICE_LEGACY_HTTP_PORT", 2601),
                    Path.of(arguments[0]),
                    InstantSource.system());
            return "mllp://127.0.0.1:%d, side door http://127.0.0.1:%d".formatted(receiver.port(), receiver.doorPort());
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int doorPort() {
        return door.port();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        door.close();
        log.close();
    }

    private static ServerSocket listen(int port) throws IOException {
        try {
            return new ServerSocket(port, 512, InetAddress.getLoopbackAddress());
        } catch (BindException taken) {
            throw new IOException("Port " + port + " is taken.", taken);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofPlatform().name("mllp-" + socket.getPort()).start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // close() was called
        }
    }

    private void serve(Socket socket) {
        try (MllpConnection connection = new MllpConnection(socket)) {
            boolean open = true;
            while (open) {
                byte[] message = connection.receive();
                Optional<Hl7Header> header = Hl7Header.peek(message);
                open = header.isPresent() && answer(connection, message, header.get());
            }
        } catch (IOException ended) {
            // the engine closed the connection, as it may at any time
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    /** @return whether the connection stays open */
    private boolean answer(MllpConnection connection, byte[] message, Hl7Header header)
            throws IOException, InterruptedException {
        Arrival arrival = Arrival.of(clock.instant(), header.controlId(), header.type(), message, remembered(message));
        Rule rule = script.next(header.type());
        if (rule.drop() == Rule.Drop.request) {
            log.note(arrival, Receipt.Outcome.DROPPED);
            return false;
        }
        Acknowledgement answer = judge(arrival, rule);
        rule.delay();
        if (rule.drop() == Rule.Drop.reply) {
            return false;
        }
        Hl7Header answered = Boolean.TRUE.equals(rule.wrongControlId())
                ? Hl7Header.peek(ControlIds.replace(message, "NEVER-SENT")).orElse(header)
                : header;
        connection.send(
                answer.toBytes(answered, ControlIds.fresh(), clock.instant().atZone(ZoneOffset.UTC)));
        return rule.drop() != Rule.Drop.after;
    }

    private Acknowledgement judge(Arrival arrival, Rule rule) throws IOException {
        AckCode code = rule.answer() == null ? AckCode.AA : AckCode.valueOf(rule.answer());
        if (!code.positive()) {
            log.note(arrival, Receipt.Outcome.REFUSED);
            return Acknowledgement.of(code, AckError.APPLICATION_INTERNAL_ERROR, "", "refused by script");
        }
        if (log.apply(arrival) == Receipt.Outcome.CONFLICT) {
            return Acknowledgement.of(
                    AckCode.AR, AckError.DUPLICATE_KEY_IDENTIFIER, "MSH-10", "another message had this control id");
        }
        return Acknowledgement.of(code);
    }

    private Map<String, String> remembered(byte[] message) {
        if (remember.isEmpty()) {
            return Map.of();
        }
        Hl7Message tree = Hl7Message.parse(message);
        Map<String, String> values = new TreeMap<>();
        remember.forEach(path -> tree.get(path).ifPresent(value -> values.put(path, value)));
        return values;
    }

    private void remember(HttpExchange exchange) throws IOException {
        remember = HttpDoor.list(exchange, String.class);
        HttpDoor.noContent(exchange);
    }

    private void received(HttpExchange exchange) throws IOException {
        HttpDoor.receipts(exchange, log, LegacyReceipt::of);
    }
}
