package io.sluice.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileProblemTest {

    private enum Sample implements ProblemCode {
        BAD_KEY;

        @Override
        public Explanation explanation() {
            return new Explanation("sample.bad-key", Category.CONFIGURATION, "A key is not known", "Correct the key");
        }
    }

    @Test
    void saysWhereAndWhatInOneLine() {
        assertThat(new FileProblem("systems/ehr.yaml", 7, Sample.BAD_KEY, "'prot'"))
                .hasToString("systems/ehr.yaml:7: sample.bad-key: A key is not known ('prot')");
        assertThat(new FileProblem("tiers.yaml", 0, Sample.BAD_KEY, ""))
                .hasToString("tiers.yaml: sample.bad-key: A key is not known");
    }

    @Test
    void sortsByFileThenLine() {
        var late = new FileProblem("a.yaml", 12, Sample.BAD_KEY, "");
        var early = new FileProblem("a.yaml", 2, Sample.BAD_KEY, "");
        var other = new FileProblem("b.yaml", 1, Sample.BAD_KEY, "");
        assertThat(List.of(other, late, early).stream().sorted()).containsExactly(early, late, other);
    }
}
