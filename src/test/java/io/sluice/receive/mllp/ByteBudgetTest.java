package io.sluice.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(100);
    private final AtomicInteger woken = new AtomicInteger();
    private final ConnectionBudget one = new ConnectionBudget(budget, woken::incrementAndGet);
    private final ConnectionBudget other = new ConnectionBudget(budget, woken::incrementAndGet);

    @Test
    void whoFindsItExceededIsCalledWhenThereIsRoom() {
        one.whole(100);
        assertThat(other.mayRead()).isFalse();
        assertThat(woken).hasValue(0);

        one.released(60);

        assertThat(woken).hasValue(1);
        other.woken();
        assertThat(other.mayRead()).isTrue();
    }

    @Test
    void oneHalfReadMessageMayBeFinishedBeyondTheLimit() {
        one.unfinished(60);
        other.unfinished(60);

        assertThat(one.mayRead()).isTrue();
        assertThat(other.mayRead()).isFalse();
    }

    @Test
    void theOverdraftPassesOnOnlyWhenItsMessageIsAnswered() {
        one.unfinished(60);
        other.unfinished(60);
        assertThat(one.mayRead()).isTrue();
        assertThat(other.mayRead()).isFalse();

        one.whole(80); // the message is whole ...
        assertThat(woken).hasValue(0);
        assertThat(one.mayRead()).isFalse(); // ... and the next one has to wait like everybody

        one.released(80); // ... and answered
        assertThat(woken).hasValue(2);
        other.woken();
        assertThat(other.mayRead()).isTrue();
    }

    @Test
    void aConnectionBetweenMessagesWaitsWhileTheBudgetIsExceeded() {
        one.whole(200);

        assertThat(other.mayRead()).isFalse();
        assertThat(other.waiting()).isTrue();
    }
}
