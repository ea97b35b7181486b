package io.sluice.stack;

import java.util.List;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets libraries speak in a test run only when something is wrong: Kafka's clients print their whole configuration
 * else.
 */
public final class QuietLibraries implements LauncherSessionListener {

    private static final List<String> LIBRARIES =
            List.of("org.apache.activemq", "org.apache.kafka", "org.apache.camel", "org.flywaydb", "io.zonky");

    /** Held, since a log manager forgets the level of a logger that nobody holds. */
    private static final List<Logger> LOGGERS =
            LIBRARIES.stream().map(LogContext.getLogContext()::getLogger).toList();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARN));
    }
}
