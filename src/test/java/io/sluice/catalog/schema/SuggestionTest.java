package io.sluice.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> KNOWN = List.of("owner", "orderBy", "sensitivity", "real-time", "reads");

    @ParameterizedTest
    @CsvSource({
        "ownr, owner",
        "Owner, owner",
        "ordreBy, orderBy",
        "order-by, orderBy",
        "sens, sensitivity",
        "realtime, real-time",
        "read, reads"
    })
    void namesTheNearestWord(String written, String meant) {
        assertThat(Suggestion.of(written, KNOWN)).isEqualTo("; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"latency", "xyz", "or", "''"})
    void saysNothingWhenNoWordIsNear(String written) {
        assertThat(Suggestion.of(written, KNOWN)).isEmpty();
    }
}
