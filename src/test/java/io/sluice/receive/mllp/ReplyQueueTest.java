package io.sluice.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Ack;
import io.sluice.receive.Taken;
import io.sluice.receive.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReplyQueueTest {

    private static final int BYTES = 10;

    @Property
    void whateverCommitsFirstAnswersKeepTheOrderOfTheMessages(@ForAll("orders") List<Integer> commits) {
        List<Boolean> told = new ArrayList<>();
        ReplyQueue queue = new ReplyQueue(() -> told.add(true));
        List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
        List<UUID> messages = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            verdicts.add(verdict);
            messages.add(new UUID(0, i));
            queue.add(new Taken(null, Ack.DEFAULT, verdict), BYTES, i % 3 == 0);
        }

        List<UUID> answered = new ArrayList<>();
        List<Integer> committed = new ArrayList<>();
        for (int n : commits) {
            verdicts.get(n).complete(new Verdict.Accepted(messages.get(n)));
            committed.add(n);
            int before = answered.size();
            long bytes = queue.drain(slot -> answered.add(((Verdict.Accepted) slot.verdict()).messageId()));

            int whole = (int) IntStream.range(0, commits.size())
                    .takeWhile(committed::contains)
                    .count();
            assertThat(answered).isEqualTo(messages.subList(0, whole));
            assertThat(bytes).isEqualTo((long) BYTES * (whole - before));
            assertThat(told).hasSameSizeAs(committed);
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.answerPending()).isFalse();
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.integers()
                .between(1, 12)
                .flatMap(size ->
                        Arbitraries.shuffle(IntStream.range(0, size).boxed().toList()));
    }
}
