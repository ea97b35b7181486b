package io.sluice.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrickleTest {

    /** What the threads have been given, to be done when the test says so. */
    private final Deque<Runnable> given = new ArrayDeque<>();

    private final List<String> done = new ArrayList<>();
    private boolean closed;
    private final Trickle trickle = new Trickle(
            task -> {
                if (closed) {
                    throw new RejectedExecutionException();
                }
                given.add(task);
            },
            2);

    private void drain() {
        while (!given.isEmpty()) {
            given.remove().run();
        }
    }

    @Test
    void nobodyElseWaitsBehindAllOfThem() {
        IntStream.range(0, 6).forEach(i -> trickle.execute(() -> done.add("" + i)));
        given.add(() -> done.add("other"));

        drain();

        assertThat(done).containsExactly("0", "1", "other", "2", "3", "4", "5");
    }

    @Test
    void whatWaitsIsDoneAlsoWhenTheThreadsTakeNothingMore() {
        IntStream.range(0, 5).forEach(i -> trickle.execute(() -> done.add("" + i)));
        closed = true;

        drain();

        assertThat(done).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    void itGoesOnAfterItHadNothingToDo() {
        trickle.execute(() -> done.add("first"));
        drain();
        trickle.execute(() -> done.add("second"));
        drain();

        assertThat(done).containsExactly("first", "second");
    }
}
