package io.sluice.torture;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills the engine at moments that nobody chose, also while it starts and takes up what the one before has left. */
final class RandomKills {

    private static final Duration SHORT_LIFE = Duration.ofSeconds(2);
    private static final Duration LONGEST_START = Duration.ofSeconds(4);
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(2);

    private final Scene scene;
    private final Random random;
    private final Duration longestLife;
    private final List<Server> servers;

    /** @param seed the same seed, the same lengths of life */
    RandomKills(Scene scene, long seed) {
        this(scene, seed, SHORT_LIFE, List.of());
    }

    /**
     * @param longestLife of an engine that was ready
     * @param servers of which one dies in every third life of an engine, and comes back in the same
     */
    RandomKills(Scene scene, long seed, Duration longestLife, List<Server> servers) {
        this.longestLife = longestLife;
        this.scene = scene;
        this.random = new Random(seed);
        this.servers = List.copyOf(servers);
    }

    /** Leaves a dead engine. */
    void kill(int times) {
        for (int i = 0; i < times; i++) {
            if (i % 3 == 2) {
                scene.engine().launch();
                live(LONGEST_START);
            } else {
                scene.engine().start();
                live(longestLife);
            }
            if (i % 3 == 1 && !servers.isEmpty()) {
                killOne(servers.get(random.nextInt(servers.size())));
            }
            scene.kill();
        }
    }

    private void killOne(Server server) {
        server.kill(scene.stack());
        live(LONGEST_OUTAGE);
        server.start(scene.stack());
        live(longestLife);
    }

    private void live(Duration longest) {
        try {
            TimeUnit.MILLISECONDS.sleep(random.nextLong(longest.toMillis()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
