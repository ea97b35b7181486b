package io.sluice.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The criteria of a search, in the body of the request, where no proxy and no access log writes them down. The same
 * names as the parameters of {@code GET /api/messages}.
 */
public record SearchQuery(
        @Schema(description = "An integration that worked on the message")
        String integration,

        @Schema(description = "Who sent it") String system,

        @Schema(description = "RECEIVED, ROUTED, COMPLETED, FILTERED, REJECTED, DUPLICATE, HELD, DEAD, IN_DOUBT")
        String state,

        @Schema(description = "ADT^A01, or ADT^*") String type,

        @Schema(description = "Business key, name:value", examples = "mrn:123")
        String key,

        @Schema(description = "MSH-10, or the transport's own id")
        String controlId,

        @Schema(description = "ISO 8601, or how long ago: 15m, 2h, 7d")
        String since,

        @Schema(description = "As since; not included") String until,
        @Schema(description = "next of the page before") String cursor,
        @Schema(description = "1 to 500, by default 50") Integer limit,

        @Schema(
                description = "Went on though a control could not be applied; not together with key",
                examples = "contract-open")
        String flag) {}
