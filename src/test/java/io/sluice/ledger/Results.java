package io.sluice.ledger;

import io.sluice.ledger.RunResult.NewDelivery;
import io.sluice.ledger.RunResult.NewEvent;
import io.sluice.message.DerivedIds;
import io.sluice.message.Hop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes results of runs and of deliveries. */
final class Results {

    static final String ERP = "erp/customers";

    private Results() {}

    static RunResult routed(ReadyRun run, List<NewEvent> events, List<NewDelivery> deliveries) {
        return new RunResult(
                run,
                new RunResult.End.Routed(),
                events,
                deliveries,
                List.of(new Hop("map:adt-to-patient", 120, "ok", null, Map.of("version", "1.0.0"))),
                Map.of("integration", "1.0.0"));
    }

    static RunResult filtered(ReadyRun run) {
        return new RunResult(run, new RunResult.End.Filtered("filter"), List.of(), List.of(), List.of(), Map.of());
    }

    static RunResult dead(ReadyRun run, boolean strict) {
        return new RunResult(
                run,
                new RunResult.End.Dead(
                        "map.failed", "map:adt-to-patient", "PID-3", "MAPPING", "Patient Access", strict),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    /** In a tier that is not strict. */
    static RunResult held(ReadyRun run) {
        return new RunResult(
                run,
                new RunResult.End.Held(
                        "map.code-held", "map:adt-to-patient", "PID-8", "MAPPING", "Patient Access", false),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    static NewEvent event(ReadyRun run, String lane, String... subscribers) {
        return new NewEvent(
                DerivedIds.of("event", subject(run), run.integration(), "patient", "", 0, run.revision()),
                "patient",
                "1.0",
                "phi",
                Instant.now(),
                "{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_8),
                lane,
                Map.of("mrn", "4711"),
                run.revision(),
                null,
                Arrays.stream(subscribers)
                        .map(name -> new Arrival.Subscriber(name, lane == null ? List.of() : List.of(lane)))
                        .toList());
    }

    static NewDelivery delivery(ReadyRun run, String endpoint, String lane) {
        return new NewDelivery(
                DerivedIds.of("delivery", subject(run), run.integration(), endpoint, "", 0, run.revision()),
                endpoint,
                "application/json",
                Map.of("method", "POST", "path", "/customers"),
                "{\"name\":\"X\"}".getBytes(StandardCharsets.UTF_8),
                lane,
                run.revision(),
                null);
    }

    private static UUID subject(ReadyRun run) {
        return run.eventId() == null ? run.messageId() : run.eventId();
    }

    static DeliveryResult delivered(ClaimedDelivery delivery) {
        return result(delivery, new DeliveryResult.Next.Delivered());
    }

    static DeliveryResult result(ClaimedDelivery delivery, DeliveryResult.Next next) {
        return new DeliveryResult(
                delivery,
                next,
                new DeliveryResult.Attempt(Instant.now(), 1_500, null, "201", "{}".getBytes(StandardCharsets.UTF_8)));
    }
}
