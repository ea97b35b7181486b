package io.sluice.engine;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Brings the database to the schema of this version, and waits for the database as long as it takes. */
@Singleton
class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final Flyway flyway;

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /** @throws InterruptedException when the engine is stopped meanwhile */
    void migrate(BooleanSupplier stopping) throws InterruptedException {
        boolean told = false;
        while (!stopping.getAsBoolean()) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (!told) {
                    LOG.infof(
                            "waiting for PostgreSQL: %s",
                            e.getMessage().lines().findFirst().orElse(""));
                    told = true;
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
        throw new InterruptedException();
    }
}
