package io.sluice.map;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/**
 * Everything besides mapping and tables that decides the result.
 *
 * @param source what is mapped
 * @param receivedAt the time of receipt, which is {@code $now()}
 * @param zone the sender's zone, for times without an offset
 * @param parent what {@code $parent()} gives: the tree of the message that an event or a split part came from; null for
 *     none
 * @param headers what {@code $headers} gives: the fields and facts that the route sees as headers
 */
public record MapContext(
        MapSource source, Instant receivedAt, ZoneId zone, Object parent, Map<String, Object> headers) {

    public MapContext {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(headers, "headers");
    }

    public MapContext(MapSource source, Instant receivedAt, ZoneId zone) {
        this(source, receivedAt, zone, null, Map.of());
    }
}
