package io.sluice.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameClockTest {

    private final FrameClock clock = new FrameClock(100);

    @Test
    void countsFromTheFirstByteOfTheFrame() {
        clock.begin(1000);
        clock.begin(1050); // more bytes of the same frame

        assertThat(clock.left(1090)).isEqualTo(10);
        assertThat(clock.left(1101)).isNegative();
    }

    @Test
    void aNewFrameHasItsOwnTime() {
        clock.begin(1000);
        clock.end();
        assertThat(clock.running()).isFalse();

        clock.begin(2000);

        assertThat(clock.left(2000)).isEqualTo(100);
    }

    @Test
    void theTimeInWhichTheEngineDidNotReadIsNotTheSenders() {
        clock.begin(1000);
        clock.pause(1010);
        clock.pause(1500); // still the same pause
        assertThat(clock.running()).isFalse();

        clock.resume(5000);

        assertThat(clock.running()).isTrue();
        assertThat(clock.left(5000)).isEqualTo(90);
    }

    @Test
    void aPauseBetweenFramesChangesNothing() {
        clock.pause(1000);
        clock.resume(2000);

        clock.begin(2000);

        assertThat(clock.left(2000)).isEqualTo(100);
    }
}
