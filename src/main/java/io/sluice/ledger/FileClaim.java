package io.sluice.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A whole file, looked through, before any of its records is taken.
 *
 * @param id UUIDv7 of its parent message, if it is new
 * @param sha256 of all its bytes
 * @param records that become messages
 * @param description JSON; stored as the body of the parent message, sealed
 * @param headers what its records have in common, for their routes and for reading them again; sealed
 */
public record FileClaim(
        UUID id,
        String listener,
        String system,
        String integration,
        String format,
        String peer,
        String path,
        long size,
        Instant modified,
        byte[] sha256,
        long records,
        byte[] description,
        Map<String, String> headers,
        Instant now) {}
