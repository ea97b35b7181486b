package io.sluice.engine;

import io.sluice.ledger.Controls;
import io.sluice.message.ProblemException;
import io.sluice.send.BreakerMode;
import io.sluice.send.Dispatcher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings the breakers that operators hold, as the ledger has them, to the endpoints of this node: after a start, and
 * when another node was asked. A failed look changes nothing; the next one is soon.
 */
@Singleton
class BreakerHolds {

    private static final Logger LOG = Logger.getLogger(BreakerHolds.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Controls controls;
    private final Dispatcher deliveries;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("breaker-holds").daemon().factory());

    BreakerHolds(Controls controls, Dispatcher deliveries) {
        this.controls = controls;
        this.deliveries = deliveries;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            Map<String, BreakerMode> held = controls.overrides().stream()
                    .collect(
                            Collectors.toMap(Controls.BreakerHold::endpoint, hold -> BreakerMode.valueOf(hold.mode())));
            deliveries.endpoints().forEach(status -> {
                BreakerMode wanted = held.getOrDefault(status.endpoint(), BreakerMode.AUTOMATIC);
                if (status.mode() != wanted) {
                    deliveries.breaker(status.endpoint(), wanted);
                }
            });
        } catch (ProblemException e) {
            LOG.debugf("breakers stay as they are: %s", e.problem().code());
        } catch (RuntimeException e) {
            LOG.error("breakers stay as they are: a fault of the program", e);
        }
    }
}
