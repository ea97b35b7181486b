package io.sluice.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final JsonLimits SMALL = new JsonLimits(200, 3, 20, 10);

    private static Object read(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException refusal(String json, JsonLimits limits) {
        return catchThrowableOfType(
                ProblemException.class, () -> Json.read(json.getBytes(StandardCharsets.UTF_8), limits));
    }

    @Test
    void writesWhatItReads() {
        String json = "{\"b\":[1,1.10,12345678901234567890,true,null,\"\u00fc\"],\"a\":{}}";

        assertThat(Json.write(read(json))).asString(StandardCharsets.UTF_8).isEqualTo(json);
        assertThat(Json.canonical(read(json))).asString(StandardCharsets.UTF_8).startsWith("{\"a\":{},\"b\":[");
        assertThat(Json.canonical(read("{\"a\": 1, \"b\": 2}"))).isEqualTo(Json.canonical(read("{\"b\":2,\"a\":1}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"a\": 1, \"a\": 2}", "{} {}", "{'a': 1}", "[1,]", "nope", "{\"a\": SECRET}", "NaN"})
    void refusesWhatIsNotStrictJsonWithoutQuotingIt(String json) {
        ProblemException refused = refusal(json, JsonLimits.DEFAULT);

        assertThat(refused.problem()).isEqualTo(FormatProblem.JSON_INVALID);
        assertThat(refused.where()).startsWith("line 1, column ");
        assertThat(refused.getMessage()).doesNotContain("SECRET");
        assertThat(refused.getCause()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[[[1]]]]", "\"123456789012345678901\"", "12345678901", "{\"123456789012345678901\":1}"})
    void refusesWhatExceedsALimit(String json) {
        assertThat(refusal(json, SMALL).problem()).isEqualTo(FormatProblem.JSON_LIMIT);
        assertThat(refusal("[" + " ".repeat(200) + "]", SMALL).problem()).isEqualTo(FormatProblem.JSON_LIMIT);
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        try {
            Json.read(bytes);
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isIn(FormatProblem.JSON_INVALID, FormatProblem.JSON_LIMIT);
        }
    }

    @Property
    void anyTextSurvives(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(Json.read(Json.write(valid))).isEqualTo(valid);
    }
}
