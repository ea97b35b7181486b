package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.sluice.engine.EngineSettings;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult;
import io.sluice.observe.Meters;
import io.sluice.receive.ReceiveProblem;
import io.sluice.send.BreakerState;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployFilesTest {

    private static final Path DEPLOY = Path.of("deploy");
    private static final Pattern METRIC = Pattern.compile("\\bsluice_[a-z_]+");
    private static final Pattern VARIABLE = Pattern.compile("\\bSLUICE_[A-Z_]+");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyYamlAndJsonFileCanBeRead(Path file) throws IOException {
        ObjectMapper mapper = file.toString().endsWith(".json") ? new ObjectMapper() : new YAMLMapper();
        if (file.toString().matches(".*\\.(json|yaml)")) {
            try (MappingIterator<JsonNode> documents =
                    mapper.readerFor(JsonNode.class).readValues(file.toFile())) {
                assertThat(documents.readAll()).isNotEmpty().allMatch(JsonNode::isObject);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyVariableIsOneThatTheEngineReads(Path file) throws IOException {
        assertThat(variables().containsAll(found(VARIABLE, Files.readString(file))))
                .as("%s uses %s", file, found(VARIABLE, Files.readString(file)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus/sluice.yaml", "grafana/sluice.json"})
    void everyMetricIsOneThatTheEngineShows(String file) throws IOException {
        Set<String> used = found(METRIC, Files.readString(DEPLOY.resolve(file)));

        assertThat(used).isNotEmpty();
        assertThat(metrics()).containsAll(used);
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group()));
        return found;
    }

    /** Named in a configuration file of the engine, or derived from a setting. */
    private static Set<String> variables() throws IOException {
        Set<String> known = new TreeSet<>(Set.of("SLUICE_ENV"));
        known.addAll(found(VARIABLE, Files.readString(Path.of("src/main/resources/application.properties"))));
        for (Method setting : EngineSettings.class.getMethods()) {
            String words = setting.getName().replaceAll("([A-Z])", "_$1");
            known.add("SLUICE_" + words.toUpperCase(Locale.ROOT));
        }
        return known;
    }

    /** Everything that the engine measures, as Prometheus would read it. */
    private static Set<String> metrics() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Meters meters = new Meters(registry);
        meters.accepted("ehr", "admissions", 1);
        meters.duplicate("ehr", "admissions");
        meters.refused("ehr", ReceiveProblem.values()[0]);
        meters.garbage("ehr", 1);
        meters.connections("ehr", 1);
        meters.attempt("erp/customers", "delivered", "", 1);
        meters.breaker("erp/customers", BreakerState.values()[0]);
        meters.run(new RunResult(run(), new RunResult.End.Routed(), List.of(), List.of(), List.of(), Map.of()));
        return found(METRIC, registry.scrape());
    }

    private static ReadyRun run() {
        return new ReadyRun(
                null,
                null,
                null,
                null,
                "admissions",
                0,
                null,
                1,
                1,
                0,
                Instant.EPOCH,
                "ehr",
                "hl7v2",
                "ADT^A01",
                "1",
                "",
                "",
                new byte[0],
                Map.of(),
                null);
    }
}
