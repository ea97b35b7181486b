package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyListMappingTest {

    private static final MapContext CONTEXT = new MapContext(
            MapSource.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), Format.JSON), Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void anEmptyListIsAnAnswerAndNothingIsNot() {
        assertThat(Mappings.compile("m.jsonata", "[b.c]", CodeTables.NONE)
                        .run(CONTEXT)
                        .tree())
                .isEqualTo(List.of());
        assertThatThrownBy(() ->
                        Mappings.compile("m.jsonata", "b.c", CodeTables.NONE).run(CONTEXT))
                .isInstanceOf(MapException.class);
        assertThatThrownBy(() -> Mappings.compile("m.jsonata", "{'b': b}", CodeTables.NONE)
                        .run(CONTEXT))
                .isInstanceOf(MapException.class);
    }
}
