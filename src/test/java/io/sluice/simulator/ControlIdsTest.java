package io.sluice.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlIdsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "MSH|^~\\&|a|b|c|d|7||ADT^A01|OLD|P|2.5;     MSH|^~\\&|a|b|c|d|7||ADT^A01|NEW|P|2.5",
                "MSH#^~\\&#a#b#c#d#7##ADT^A01#OLD#P#2.5;     MSH#^~\\&#a#b#c#d#7##ADT^A01#NEW#P#2.5",
                "MSH|^~\\&|a|b|c|d|7||ADT^A01||P|2.5;        MSH|^~\\&|a|b|c|d|7||ADT^A01|NEW|P|2.5",
                "MSH|^~\\&|a|b|c|d|7||ADT^A01|OLD;           MSH|^~\\&|a|b|c|d|7||ADT^A01|NEW",
                "MSH|^~\\&|a|b|c|d|7||ADT^A01;               MSH|^~\\&|a|b|c|d|7||ADT^A01",
                "EVN|A01;                                    EVN|A01",
            })
    void changesTheControlIdAndNothingElse(String before, String after) {
        String rest = "\rPID|1|||||||||OLD|\n";

        byte[] changed = ControlIds.replace((before + rest).getBytes(StandardCharsets.ISO_8859_1), "NEW");

        assertThat(new String(changed, StandardCharsets.ISO_8859_1)).isEqualTo(after + rest);
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] message =
                "\uFEFFMSH|^~\\&|a|b|c|d|7||ADT^A01|OLD|P|2.5\rPID|1||\u00e9\r".getBytes(StandardCharsets.UTF_8);

        byte[] changed = ControlIds.replace(message, "OLD");

        assertThat(changed).isEqualTo(message);
    }

    @Test
    void freshOnesAreShortAndNeverRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = ControlIds.fresh();
            assertThat(id).hasSizeLessThanOrEqualTo(20).matches("[A-Z0-9]+");
            assertThat(seen.add(id)).isTrue();
        }
    }
}
