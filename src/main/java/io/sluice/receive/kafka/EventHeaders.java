package io.sluice.receive.kafka;

import java.util.Map;

/** Attributes of a CloudEvent that a route finds as headers. */
final class EventHeaders {

    /** Name of the attribute to name of the header. */
    static final Map<String, String> NAMES = Map.of(
            "id", "eventId",
            "type", "eventType",
            "source", "eventSource",
            "subject", "eventSubject",
            "time", "eventTime",
            "revision", "eventRevision",
            "supersedes", "eventSupersedes");

    private EventHeaders() {}
}
