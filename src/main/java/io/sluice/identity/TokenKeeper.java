package io.sluice.identity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.message.ProblemException;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes keys and tokens at the start, renews tokens once a day, and tells SmallRye JWT what to check against. */
@Singleton
public class TokenKeeper {

    private static final Logger LOG = Logger.getLogger(TokenKeeper.class);

    private final Tokens tokens;
    private final ScheduledExecutorService daily = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("token-renewal").daemon().factory());

    TokenKeeper(@ConfigProperty(name = "sluice.data", defaultValue = ".sluice") Path data) {
        // The system's clock, as SmallRye JWT looks at no other when it checks a token.
        this.tokens = new Tokens(data, InstantSource.system());
    }

    void start(@Observes StartupEvent event) {
        tokens.renew();
        daily.scheduleAtFixedRate(this::renew, 1, 1, TimeUnit.DAYS);
    }

    void stop(@Observes ShutdownEvent event) {
        daily.shutdownNow();
    }

    @Produces
    @Singleton
    Tokens tokens() {
        return tokens;
    }

    /** In place of the one that SmallRye makes from configuration, which would need the key before it is made. */
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    JWTAuthContextInfo verification() {
        return tokens.verification();
    }

    private void renew() {
        try {
            tokens.renew();
        } catch (ProblemException e) {
            LOG.errorf("tokens of the command line were not renewed: %s", e.getMessage());
        }
    }
}
