package io.sluice.ledger;

import io.sluice.message.BlobToken;
import io.sluice.message.Ids;
import io.sluice.message.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An arrival with all that can be worked out before its commit: hashed, compressed, sealed. */
final class PendingArrival extends Waiting<Receipt> {

    private final Arrival arrival;
    private final Keyring keyring;
    private final byte[] sha256;
    private final byte[] subject;
    private final List<BlobRows.Blob> blobs;
    private final byte[] sealed;
    private final Optional<byte[]> sealedHeaders;
    private final UUID duplicateKey;
    private final List<UUID> keys = new ArrayList<>();
    private PendingResult result;

    PendingArrival(Arrival arrival, Keyring keyring, Payloads payloads) {
        this.arrival = arrival;
        this.keyring = keyring;
        this.sha256 = Sha256.of(arrival.bytes());
        this.blobs = new ArrayList<>(0);
        this.subject = setAside(arrival, keyring, blobs);
        this.sealed = payloads.seal(subject, arrival.id(), Payloads.ORIGINAL);
        Map<String, String> headers = arrival.origin().headers();
        this.sealedHeaders = headers.isEmpty()
                ? Optional.empty()
                : Optional.of(payloads.seal(
                        JsonText.of(headers).getBytes(StandardCharsets.UTF_8), arrival.id(), Payloads.HEADERS));
        // One of their own for refusals: what was refused once may be taken later, after a correction here.
        this.duplicateKey = arrival.duplicate() == null
                ? null
                : keyring.hash(
                        arrival.refusal() == null ? "duplicate" : "refused",
                        arrival.duplicate().key());
        arrival.keys().forEach((name, value) -> keys.add(keyring.hash(name, value)));
        if (!arrival.controlId().isEmpty()) {
            keys.add(keyring.hash("controlId", arrival.controlId()));
        }
    }

    Arrival arrival() {
        return arrival;
    }

    UUID id() {
        return arrival.id();
    }

    byte[] sha256() {
        return sha256;
    }

    /** The message with a word in the place of each large part: what is stored, and what runs work on. */
    private static byte[] setAside(Arrival arrival, Keyring keyring, List<BlobRows.Blob> blobs) {
        byte[] bytes = arrival.bytes();
        List<BlobCut.Part> parts = BlobCut.parts(bytes);
        if (parts.isEmpty()) {
            return bytes;
        }
        BlobRows rows = new BlobRows(keyring);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        int done = 0;
        for (BlobCut.Part part : parts) {
            MessageDigest digest = Sha256.digest();
            digest.update(bytes, part.from(), part.until() - part.from());
            String sha256 = HexFormat.of().formatHex(digest.digest());
            String beginning = new String(bytes, part.from(), 8, StandardCharsets.ISO_8859_1);
            BlobToken token = new BlobToken(
                    keyring.hash("blob", arrival.id() + sha256),
                    part.until() - part.from(),
                    BlobToken.kind(beginning),
                    sha256);
            blobs.add(rows.seal(arrival.id(), token, bytes, part));
            rest.write(bytes, done, part.from() - done);
            rest.writeBytes(token.text().getBytes(StandardCharsets.US_ASCII));
            done = part.until();
        }
        rest.write(bytes, done, bytes.length - done);
        return rest.toByteArray();
    }

    byte[] subject() {
        return subject;
    }

    List<BlobRows.Blob> blobs() {
        return blobs;
    }

    /** What the transport has parsed, unless it would keep the large parts in memory. */
    Object attachment() {
        return blobs.isEmpty() ? arrival.attachment() : null;
    }

    byte[] sealed() {
        return sealed;
    }

    Optional<byte[]> sealedHeaders() {
        return sealedHeaders;
    }

    Collection<UUID> keys() {
        return keys;
    }

    /** What the engine gets for a run of it; its lease is filled in then. */
    ReadyRun prototype(UUID runId, String integration) {
        return new ReadyRun(
                runId,
                arrival.id(),
                null,
                null,
                integration,
                0,
                null,
                0,
                0,
                0,
                arrival.receivedAt(),
                arrival.system(),
                arrival.format(),
                arrival.type(),
                arrival.controlId(),
                arrival.correlationId(),
                arrival.traceparent(),
                subject,
                arrival.origin().headers(),
                attachment());
    }

    /** Its integration's run was carried ahead of the commit; to be said before it is submitted. */
    void carried(PendingResult ahead) {
        result = ahead;
    }

    /** What the run came to that was carried ahead; else null. */
    PendingResult result() {
        return result;
    }

    /** Null when it cannot be a repetition. */
    DuplicateKey duplicateKey() {
        return duplicateKey == null ? null : new DuplicateKey(arrival.integration(), duplicateKey);
    }

    /** Under this key the first of the same other bytes is remembered, so that it is held once. */
    DuplicateKey conflictKey() {
        String other =
                duplicateKey + HexFormat.of().formatHex(arrival.duplicate().content());
        return new DuplicateKey(arrival.integration(), keyring.hash("conflict", other));
    }

    boolean sameContent(byte[] content) {
        return Arrays.equals(content, arrival.duplicate().content());
    }

    long[] lanes(String owner, Collection<String> values) {
        return values.stream()
                .mapToLong(value -> keyring.lane(owner, value))
                .distinct()
                .toArray();
    }

    @Override
    LocalDate day() {
        return Ids.day(arrival.id());
    }

    @Override
    long bytes() {
        return arrival.bytes().length + (result == null ? 0 : result.bytes());
    }

    /** What is unique within the window. Sorted the same way by everyone, against deadlocks. */
    record DuplicateKey(String integration, UUID hash) implements Comparable<DuplicateKey> {
        @Override
        public int compareTo(DuplicateKey other) {
            int byIntegration = integration.compareTo(other.integration);
            return byIntegration != 0 ? byIntegration : hash.compareTo(other.hash);
        }
    }

    /** Who holds a duplicate key. */
    record Owner(UUID messageId, byte[] content) {}
}
