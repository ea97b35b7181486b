package io.sluice.receive;

import io.sluice.catalog.Duplicates;
import io.sluice.catalog.HttpListener;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.Integration;
import io.sluice.catalog.JmsListener;
import io.sluice.catalog.lint.EngineHeaders;
import io.sluice.format.Content;
import io.sluice.ledger.Arrival.DuplicateKey;
import io.sluice.message.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a repetition is recognised: by the {@code Idempotency-Key} of an HTTP request, which its sender promises to use
 * once, else by what the integration declares, else by the id that a broker knows it by.
 */
final class Repetition {

    private static final char UNIT_SEPARATOR = '\u001F';
    private static final Duration WINDOW = Duration.ofDays(30);

    private Repetition() {}

    /** Null when a repetition of this message cannot be recognised. */
    static DuplicateKey key(Inbound inbound, Integration integration, Content content, Fields fields) {
        String key = inbound.envelope().controlId();
        if (!(inbound.listener() instanceof HttpListener caller) || key.isEmpty()) {
            return declaredOrDelivered(inbound, integration, content, fields);
        }
        Duration window = integration.duplicates().map(Duplicates::window).orElse(WINDOW);
        String own = "Idempotency-Key" + UNIT_SEPARATOR + caller.system() + UNIT_SEPARATOR + key;
        return new DuplicateKey(
                own, request(integration, content, inbound.envelope().origin().headers()), window);
    }

    /**
     * As the integration declares it; where it declares nothing, or the message has no such value, by the id under
     * which a broker delivers it again: the id of an event or of a JMS message.
     */
    private static DuplicateKey declaredOrDelivered(
            Inbound inbound, Integration integration, Content content, Fields fields) {
        DuplicateKey declared = fields.duplicate(content);
        String id = inbound.envelope().controlId();
        if (declared != null || id.isEmpty()) {
            return declared;
        }
        Duration window = integration.duplicates().map(Duplicates::window).orElse(WINDOW);
        String own = "id" + UNIT_SEPARATOR + inbound.listener().name() + UNIT_SEPARATOR + id;
        return new DuplicateKey(own, content.digest(List.of()), window);
    }

    /**
     * The key of something refused: only where nobody hears of the refusal, so that the broker would deliver it again
     * after a crash between the two commits. Who is answered may ask again, and each time it is a refusal.
     */
    static DuplicateKey redelivery(Inbound inbound) {
        String id = inbound.envelope().controlId();
        return inbound.listener() instanceof JmsListener queue && !id.isEmpty()
                ? new DuplicateKey(
                        "id" + UNIT_SEPARATOR + queue.name() + UNIT_SEPARATOR + id,
                        Sha256.of(new byte[0]), // known by its id alone
                        WINDOW)
                : null;
    }

    /**
     * The same request: body, resource, and what the path names. Other headers may differ from one attempt to the next.
     */
    private static byte[] request(Integration integration, Content content, Map<String, String> headers) {
        MessageDigest digest = Sha256.digest();
        digest.update(content.digest(List.of()));
        String operation = headers.getOrDefault(EngineHeaders.OPERATION, "");
        add(digest, operation);
        integration.operations().stream()
                .filter(one -> one.name().equals(operation))
                .map(HttpOperation::variables)
                .flatMap(List::stream)
                .forEach(name -> add(digest, headers.getOrDefault(name, "")));
        return digest.digest();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
