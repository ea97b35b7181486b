package io.sluice.simulator;

import io.sluice.format.hl7.AckReader;
import io.sluice.format.hl7.Hl7Header;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Sends HL7 v2 messages over one MLLP connection. For one thread; several connections are several senders. */
public final class MllpSender implements Closeable {

    private final MllpConnection connection;

    /** Control ids of messages that ask for no answer unless something is wrong: such an answer is nobody else's. */
    private final Set<String> silent = new HashSet<>();

    /** @param limit longest time to wait for an acknowledgement; after that {@link java.net.SocketTimeoutException} */
    public MllpSender(String host, int port, Duration limit) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
        socket.setSoTimeout((int) limit.toMillis());
        connection = new MllpConnection(socket);
    }

    /** Sends it as it is and waits for the answer, if it asks for one. */
    public MllpExchange send(byte[] message) throws IOException {
        return answer(write(message));
    }

    /**
     * Sends all of them without waiting for each answer.
     *
     * @param window how many may be without an answer at a time
     * @param exchanges called with each answer, in the order sent
     */
    public void sendAll(Iterator<byte[]> messages, int window, Consumer<MllpExchange> exchanges) throws IOException {
        Deque<Sent> open = new ArrayDeque<>();
        while (messages.hasNext() || !open.isEmpty()) {
            while (messages.hasNext() && open.size() < window) {
                open.add(write(messages.next()));
            }
            do {
                exchanges.accept(answer(open.remove()));
            } while (!open.isEmpty() && (!open.peek().asks() || connection.hasReceived()));
        }
    }

    /** As {@link #sendAll(Iterator, int, Consumer)}, for messages that are at hand. */
    public List<MllpExchange> sendAll(List<byte[]> messages, int window) throws IOException {
        List<MllpExchange> exchanges = new ArrayList<>(messages.size());
        sendAll(messages.iterator(), window, exchanges::add);
        return exchanges;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private Sent write(byte[] message) throws IOException {
        Sent sent = new Sent(Hl7Header.peek(message), System.nanoTime());
        if (!sent.asks()) {
            silent.add(sent.controlId());
        }
        connection.send(message);
        return sent;
    }

    private MllpExchange answer(Sent sent) throws IOException {
        if (!sent.asks()) {
            return sent.unanswered();
        }
        AckReader.Reply reply = AckReader.read(connection.receive());
        while (silent.contains(reply.controlId())) {
            reply = AckReader.read(connection.receive());
        }
        return sent.answeredBy(reply);
    }

    /** A message on its way. */
    private record Sent(Optional<Hl7Header> header, long since) {

        /** Whether an answer comes also when all is well (HL7 v2.5.1 section 2.9.2, table 0155). */
        boolean asks() {
            if (header.isEmpty() || !header.get().enhancedMode()) {
                return true;
            }
            String accept = header.get().acceptAck();
            String asked =
                    accept.isEmpty() || accept.equals("NE") ? header.get().applicationAck() : accept;
            return !Set.of("", "NE", "ER").contains(asked);
        }

        String type() {
            return header.map(Hl7Header::type).orElse("");
        }

        String controlId() {
            return header.map(Hl7Header::controlId).orElse("");
        }

        MllpExchange unanswered() {
            return new MllpExchange(type(), controlId(), "", "", "", Duration.ofNanos(System.nanoTime() - since));
        }

        MllpExchange answeredBy(AckReader.Reply reply) {
            Duration time = Duration.ofNanos(System.nanoTime() - since);
            return new MllpExchange(type(), controlId(), reply.code().name(), reply.controlId(), reply.error(), time);
        }
    }
}
