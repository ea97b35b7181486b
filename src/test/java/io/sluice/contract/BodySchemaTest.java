package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodySchemaTest {

    private static final BodySchema ORDER = BodySchema.compile("""
            {"allOf": [{"$ref": "#/components/schemas/Order"}],
             "components": {"schemas": {"Order": {"type": "object", "required": ["supplier"],
               "properties": {"supplier": {"type": "string"}, "due": {"type": "string", "format": "date"},
                 "lines": {"type": "array", "items": {"type": "object", "additionalProperties": false,
                   "properties": {"a/b": {"type": "string", "maxLength": 2}}}}},
               "additionalProperties": {"type": "string"}}}}}""");

    private static List<BodySchema.Break> check(String json) throws Exception {
        return ORDER.check(new ObjectMapper().readTree(json));
    }

    @Test
    void namesPlacesAndRules() throws Exception {
        assertThat(check("{\"supplier\":\"S\",\"due\":\"2026-01-31\",\"lines\":[{\"a/b\":\"x\"}]}"))
                .isEmpty();
        assertThat(check("{\"due\":\"tomorrow\",\"lines\":[{},{\"a/b\":\"long\"}]}"))
                .containsExactlyInAnyOrder(
                        new BodySchema.Break("/supplier", "required"),
                        new BodySchema.Break("/due", "format"),
                        new BodySchema.Break("/lines/1/a~1b", "maxLength"));
    }

    @Test
    void doesNotRepeatANameThatASenderHasMadeUp() throws Exception {
        assertThat(check("{\"supplier\":\"S\",\"SMITH JOHN\":1,\"lines\":[{\"SMITH\":1}]}"))
                .extracting(BodySchema.Break::pointer)
                .containsExactlyInAnyOrder("/*", "/lines/0");
    }

    @Test
    void whatIsNoSchemaIsRefused() {
        assertThatThrownBy(() -> BodySchema.compile("{\"allOf\": [{\"$ref\": \"#/components/none\"}]}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BodySchema.compile("{")).isInstanceOf(IllegalArgumentException.class);
    }
}
