package io.sluice.receive.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionReadingTest {

    private static final int WINDOW = 3;

    private final PartitionReading reading = new PartitionReading(new TopicPartition("patients", 0), WINDOW);

    /** A reader that died had at most a window of records under way, from where the ledger stands. */
    @Test
    void whereverReadingBeginsAnEarlierReaderMayHaveTakenAWindowOfRecords() {
        reading.place(10);
        assertThat(LongStream.of(10, 11, 14)
                        .mapToObj(offset -> reading.take(offset).first()))
                .containsOnly(false);
        assertThat(reading.take(15).first()).isTrue();

        reading.lose();
        reading.place(14);

        assertThat(reading.take(14).first()).isFalse();
    }

    @Test
    void aStepBeginsWhereTheOneBeforeHasEnded() {
        reading.place(10);

        assertThat(reading.take(12).from()).isEqualTo(10);
        assertThat(reading.take(13).from()).isEqualTo(13);
    }
}
