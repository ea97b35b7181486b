package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes arrivals: an ADT^A08 for {@code admissions} unless told otherwise. */
final class Arriving {

    static final String INTEGRATION = "admissions";

    private UUID id = Ids.v7(Instant.now());
    private String integration = INTEGRATION;
    private String controlId = "C" + Math.abs(id.getLeastSignificantBits() % 100_000_000);
    private String body = "MSH|^~\\&|EHR|H|ENGINE|H|20261122||ADT^A08|" + controlId + "|P|2.5.1\rPID|1||4711^^^H^MR";
    private List<String> lanes = List.of();
    private Map<String, String> keys = Map.of();
    private Arrival.Refusal refusal;
    private boolean duplicates = true;
    private Origin origin = Origin.NONE;
    private final List<Arrival.Subscriber> subscribers = new ArrayList<>();

    static Arriving message() {
        return new Arriving();
    }

    Arriving integration(String name) {
        integration = name;
        return this;
    }

    Arriving at(Instant time) {
        // Ids.v7 never goes back in time.
        UUID any = UUID.randomUUID();
        id = new UUID((time.toEpochMilli() << 16) | 0x7000L, any.getLeastSignificantBits());
        return this;
    }

    Arriving controlId(String value) {
        controlId = value;
        return this;
    }

    Arriving body(String text) {
        body = text;
        return this;
    }

    Arriving lanes(String... values) {
        lanes = List.of(values);
        return this;
    }

    Arriving key(String name, String value) {
        keys = Map.of(name, value);
        return this;
    }

    Arriving refused(String code) {
        refusal = new Arrival.Refusal(code, "MSH-9");
        return this;
    }

    Arriving from(Origin where) {
        origin = where;
        return this;
    }

    Arriving withoutDuplicates() {
        duplicates = false;
        return this;
    }

    Arriving subscriber(String name, String... values) {
        subscribers.add(new Arrival.Subscriber(name, List.of(values)));
        return this;
    }

    Arrival build() {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Arrival(
                id,
                "mllp:ehr",
                "ehr",
                "mllp",
                integration,
                "hl7v2",
                "ADT^A08",
                "2.5.1",
                controlId,
                "127.0.0.1",
                id.toString(),
                null,
                Ids.time(id),
                bytes,
                keys,
                lanes,
                duplicates
                        ? new Arrival.DuplicateKey("EHR|H|" + controlId, Sha256.of(bytes), Duration.ofDays(30))
                        : null,
                List.of(),
                refusal,
                subscribers,
                origin,
                null);
    }
}
