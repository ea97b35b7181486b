package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.message.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The codes keep their rules, and their page is what they say. */
class ReferenceCodesTest {

    private static final List<ProblemCode> CODES = ProblemCodes.all();

    /** What the engine itself does has names of its own: a run, a route, a test of an analyst. */
    private static final Set<String> OF_THE_ENGINE = Set.of("engine", "run", "route", "test", "table");

    private static final Pattern SENTENCE = Pattern.compile("\\p{Lu}[^\\n]*[\\p{L}\\p{N})}.&>/]", Pattern.DOTALL);

    @Test
    void thePageIsWhatTheCodesSay() {
        Pages.isCurrent("docs/reference-codes.md", ReferenceCodes.page(CODES));
    }

    @Test
    void everyPackageThatFailsHasCodes() {
        assertThat(CODES)
                .extracting(ProblemCodes::step)
                .contains(
                        "catalog",
                        "contract",
                        "deadletter",
                        "engine",
                        "format",
                        "identity",
                        "ledger",
                        "map",
                        "publish",
                        "receive",
                        "send");
    }

    @Test
    void noCodeIsUsedTwice() {
        assertThat(CODES).extracting(ProblemCode::code).doesNotHaveDuplicates();
    }

    @Test
    void codesAreKebabCaseAndBeginWithTheirPackage() {
        assertThat(CODES).allSatisfy(code -> {
            assertThat(code.code()).matches("[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*");
            String step = ProblemCodes.step(code);
            assertThat(ProblemCodes.prefix(code)).isIn(step.equals("engine") ? OF_THE_ENGINE : Set.of(step));
        });
    }

    @Test
    void everyCodeCanHappen() {
        assertThat(CODES).filteredOn(code -> !ProblemCodes.isUsed(code)).isEmpty();
    }

    @Test
    void meaningAndRemedyAreSentences() {
        assertThat(CODES).allSatisfy(code -> {
            assertThat(List.of(code.meaning(), code.remedy())).as(code.code()).allSatisfy(text -> {
                assertThat(text).matches(SENTENCE).hasSizeLessThan(160);
                assertThat(text.split(" ")).as(text).hasSizeGreaterThan(1);
            });
        });
    }
}
