package io.sluice.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.message.ProblemException;
import java.net.BindException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpeningTest {

    private final AtomicInteger tries = new AtomicInteger();

    private String third() {
        if (tries.incrementAndGet() < 3) {
            throw new ProblemException(ReceiveProblem.LISTENER_NOT_OPEN, "api", new BindException("in use"));
        }
        return "open";
    }

    @Test
    void aListenerThatWasChangedWaitsUntilItsPortIsFree() {
        assertThat(Opening.of(true, this::third)).isEqualTo("open");
    }

    @Test
    void aPortThatSomebodyElseHasIsRefusedAtOnce() {
        assertThatThrownBy(() -> Opening.of(false, this::third)).isInstanceOf(ProblemException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void whatIsNotAboutThePortIsRefusedAtOnce() {
        assertThatThrownBy(() -> Opening.of(true, () -> {
                    tries.incrementAndGet();
                    throw new ProblemException(ReceiveProblem.TLS_UNUSABLE, "api");
                }))
                .isInstanceOf(ProblemException.class);
        assertThat(tries).hasValue(1);
    }
}
