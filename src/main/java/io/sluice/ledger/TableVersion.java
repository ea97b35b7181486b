package io.sluice.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a code table that was imported.
 *
 * @param id later ones are greater
 * @param integration whose own table it is; empty: shared
 * @param version of the CSV, as in hops
 * @param csv empty: the file of the catalogue holds again
 */
public record TableVersion(
        long id,
        String integration,
        String name,
        String version,
        Optional<String> csv,
        Actor actor,
        String reason,
        Instant at) {}
