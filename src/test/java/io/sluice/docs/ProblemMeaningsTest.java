package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.ProblemMeanings;
import org.junit.jupiter.api.Test;

class ProblemMeaningsTest {

    @Test
    void everyCodeThatMayStandInTheLedgerHasItsMeaning() {
        ProblemMeanings meanings = new ProblemMeanings();

        assertThat(ProblemCodes.all())
                .filteredOn(code -> !ProblemCodes.step(code).equals("api"))
                .allSatisfy(code -> assertThat(meanings.of(code.code())).isEqualTo(code.meaning()));
        assertThat(meanings.of("of.another-version")).isEmpty();
    }
}
