package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.format.Format;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The library has a workplace for each thread; evaluations must not meet there, nor must one see what another left. */
class MappingThreadsTest {

    private static final Mapping MAPPING = Mappings.compile(
            "threads.jsonata",
            "($id := $get('PID-3'); $f := function($n) { $n = 0 ? $id : $f($n - 1) };"
                    + " $all('OBX').{'id': $f(20), 'message': $get('MSH-10'), 'set': $get('1'), 'again': $replace($id, /x/, 'y')})",
            CodeTables.NONE);

    private static MapContext context(int id) {
        String message = "MSH|^~\\&|A|B|||||ORU^R01|M" + id + "|P|2.5\rPID|||x" + id + "\rOBX|1\rOBX|2\r";
        return new MapContext(
                MapSource.of(message.getBytes(StandardCharsets.UTF_8), Format.HL7V2), Instant.EPOCH, ZoneOffset.UTC);
    }

    private static String expected(int id) {
        String one = "{\"id\":\"x%1$d\",\"message\":\"M%1$d\",\"set\":\"%2$d\",\"again\":\"y%1$d\"}";
        return "[" + one.formatted(id, 1) + "," + one.formatted(id, 2) + "]";
    }

    @Test
    void manyThreadsRunOneMappingAndOthersAreCompiledMeanwhile() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                int id = i;
                tasks.add(() -> {
                    if (id % 200 == 0) {
                        Mappings.compile("other.jsonata", "{'other': $get('MSH-10')}", CodeTables.NONE)
                                .run(context(id));
                    }
                    return new String(MAPPING.run(context(id)).bytes(), StandardCharsets.UTF_8).equals(expected(id));
                });
            }
            for (Future<Boolean> same : threads.invokeAll(tasks)) {
                assertThat(same.get()).isTrue();
            }
        }
    }

    @Test
    void aFailureLeavesNothingForTheNextMessage() {
        Mapping mapping = Mappings.compile(
                "leak.jsonata",
                "($get('MSH-10') = 'M1' ? ($left := 'behind'; $left - 1); {'left': $left, 'id': $get('PID-3')})",
                CodeTables.NONE);

        assertThat(catchThrowable(() -> mapping.run(context(1)))).isInstanceOf(MapException.class);
        assertThat(mapping.run(context(2)).bytes()).asString().isEqualTo("{\"id\":\"x2\"}");
    }
}
