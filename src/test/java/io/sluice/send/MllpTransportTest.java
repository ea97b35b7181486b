package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Limits;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpEndpoint.ControlId;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import io.sluice.send.SendOutcome.Unreached;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MllpTransportTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final List<String> received = new CopyOnWriteArrayList<>();
    private ScriptedServer receiver;
    private MllpTransport transport;

    @AfterEach
    void stop() throws IOException {
        transport.close();
        if (receiver != null) {
            receiver.close();
        }
    }

    @AfterAll
    static void stopVertx() {
        VERTX.close();
    }

    @Test
    void sendsOneMessageAfterTheOtherOnOneConnection() throws Exception {
        serve((in, out, n) -> {
            acknowledge(in, out, "AA");
            acknowledge(in, out, "AA");
        });
        ClaimedDelivery first = Deliveries.hl7("ID-1");

        assertThat(send(first)).isInstanceOf(Accepted.class);
        assertThat(send(Deliveries.hl7("ID-2"))).isInstanceOf(Accepted.class);

        assertThat(receiver.connections()).isEqualTo(1);
        assertThat(received.getFirst()).isEqualTo(new String(first.body(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void doesWhatTheAcknowledgementSays() throws Exception {
        serve((in, out, n) -> {
            acknowledge(in, out, "AE");
            acknowledge(in, out, "AR");
            acknowledge(in, out, "CA");
        });

        assertThat(send(Deliveries.hl7("ID-1"))).isInstanceOf(TryAgain.class);
        assertThat(send(Deliveries.hl7("ID-2"))).isInstanceOf(Refused.class);
        assertThat(send(Deliveries.hl7("ID-3"))).isInstanceOf(Accepted.class);
    }

    @Test
    void readsAnAcknowledgementInPiecesWithALineEndAfterIt() throws Exception {
        serve((in, out, n) -> {
            for (int i = 0; i < 2; i++) {
                for (byte b : frame(ack("AA", controlId(message(in))))) {
                    out.write(b);
                    out.flush();
                }
                out.write('\n');
            }
        });

        assertThat(send(Deliveries.hl7("ID-1"))).isInstanceOf(Accepted.class);
        assertThat(send(Deliveries.hl7("ID-2"))).isInstanceOf(Accepted.class);
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void takesNoAcknowledgementOfAnotherMessageAndClosesTheConnection() throws Exception {
        serve((in, out, n) -> {
            message(in);
            write(out, ack("AA", n == 1 ? "OTHER" : "ID-2"));
            in.read();
        });

        assertThat(send(Deliveries.hl7("ID-1"))).isEqualTo(new Unanswered(SendProblem.REPLY_MISMATCH, null));
        assertThat(send(Deliveries.hl7("ID-2"))).isInstanceOf(Accepted.class);
        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void aLateAcknowledgementNeverMeetsTheNextMessage() throws Exception {
        var late = new CountDownLatch(1);
        serve((in, out, n) -> {
            String id = controlId(message(in));
            if (n == 1) {
                late.await(10, TimeUnit.SECONDS);
            }
            write(out, ack(n == 1 ? "AA" : "AR", id));
            in.read();
        });

        assertThat(send(Deliveries.hl7("SAME"))).isEqualTo(new Unanswered(SendProblem.UNANSWERED, null));
        late.countDown();

        assertThat(send(Deliveries.hl7("SAME"))).isInstanceOf(Refused.class);
        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void bytesThatComeUnaskedEndTheConnection() throws Exception {
        var closed = new CountDownLatch(1);
        serve((in, out, n) -> {
            acknowledge(in, out, "CA");
            if (n == 1) {
                write(out, ack("AA", "ID-1"));
                in.read();
                closed.countDown();
            }
        });
        assertThat(send(Deliveries.hl7("ID-1"))).isInstanceOf(Accepted.class);
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(send(Deliveries.hl7("ID-2"))).isInstanceOf(Accepted.class);
        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionThatTheReceiverClosedIsReplacedWithoutFault() throws Exception {
        var ended = new CountDownLatch(1);
        serve((in, out, n) -> {
            acknowledge(in, out, "AA");
            ended.countDown();
        });
        assertThat(send(Deliveries.hl7("ID-1"))).isInstanceOf(Accepted.class);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();

        await().untilAsserted(() -> assertThat(send(Deliveries.hl7("ID-2"))).isInstanceOf(Accepted.class));
        assertThat(receiver.connections()).isGreaterThan(1);
    }

    @Test
    void doesNotKnowWhatBecameOfAMessageWhenTheConnectionEnds() throws Exception {
        serve((in, out, n) -> message(in));

        assertThat(send(Deliveries.hl7("ID-1"))).isEqualTo(new Unanswered(SendProblem.CONNECTION_LOST, null));
    }

    @Test
    void knowsThatNothingWasSentWhenNobodyListens() throws Exception {
        transport = transport(ScriptedServer.deadPort(), ControlId.KEEP);

        assertThat(send(Deliveries.hl7("ID-1"))).isEqualTo(new Unreached(SendProblem.UNREACHABLE));
    }

    @Test
    void aReplyThatIsNoAcknowledgementOrNeverEndsIsUnknown() throws Exception {
        serve((in, out, n) -> {
            message(in);
            if (n == 1) {
                write(out, "HTTP/1.1 400 Bad Request");
            } else {
                out.write(0x0B);
                out.write("x".repeat(SendOutcome.MAX_RESPONSE + 1).getBytes(StandardCharsets.ISO_8859_1));
            }
            out.flush();
            in.read();
        });

        assertThat(send(Deliveries.hl7("ID-1"))).isEqualTo(new Unanswered(SendProblem.REPLY_UNREADABLE, null));
        assertThat(send(Deliveries.hl7("ID-2"))).isEqualTo(new Unanswered(SendProblem.REPLY_UNREADABLE, null));
    }

    @Test
    void writesTheShortControlIdAndExpectsItBack() throws Exception {
        serve((in, out, n) -> acknowledge(in, out, "AA"));
        transport = transport(receiver.port(), ControlId.SHORT20);
        ClaimedDelivery delivery = Deliveries.hl7("ID-1");

        assertThat(send(delivery)).isInstanceOf(Accepted.class);
        assertThat(controlId(received.getFirst())).isEqualTo(OutgoingMessage.short20(delivery.id()));
    }

    @Test
    void refusesWhatIsNoMessageWithoutConnecting() throws Exception {
        serve((in, out, n) -> acknowledge(in, out, "AA"));

        assertThat(send(Deliveries.of("{}"))).isEqualTo(new Refused(SendProblem.NOT_SENDABLE, null, null));
        assertThat(receiver.connections()).isZero();
    }

    private void serve(ScriptedServer.Talk talk) throws IOException {
        receiver = new ScriptedServer(talk);
        transport = transport(receiver.port(), ControlId.KEEP);
    }

    private MllpTransport transport(int port, ControlId controlId) {
        var endpoint = new MllpEndpoint(
                "adt",
                "lab",
                "127.0.0.1",
                port,
                Optional.empty(),
                controlId,
                MllpEndpoint.DEFAULT_ACK,
                StandardCharsets.ISO_8859_1,
                false,
                Duration.ofMillis(1500),
                Limits.NONE,
                Optional.empty());
        return new MllpTransport(endpoint, VERTX.getOrCreateContext(), new LargeParts((message, bytes) -> bytes));
    }

    private SendOutcome send(ClaimedDelivery delivery) throws Exception {
        return transport.send(delivery).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void acknowledge(InputStream in, OutputStream out, String code) throws IOException {
        write(out, ack(code, controlId(message(in))));
    }

    private String message(InputStream in) throws IOException {
        var read = new ByteArrayOutputStream();
        for (int b = in.read(); b != 0x1C; b = in.read()) {
            if (b < 0) {
                throw new IOException("ended");
            }
            read.write(b);
        }
        in.read();
        String message = read.toString(StandardCharsets.ISO_8859_1).substring(1);
        received.add(message);
        return message;
    }

    private static String controlId(String message) {
        return message.split("\\|", 11)[9];
    }

    private static String ack(String code, String controlId) {
        return "MSH|^~\\&|LAB|H|SLUICE|H|20261122||ACK|R|P|2.5.1\rMSA|" + code + "|" + controlId + "\r";
    }

    private static byte[] frame(String message) {
        return ("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void write(OutputStream out, String message) throws IOException {
        out.write(frame(message));
        out.flush();
    }
}
