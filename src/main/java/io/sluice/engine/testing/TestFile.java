package io.sluice.engine.testing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sluice.catalog.Integration;
import io.sluice.catalog.TextFile;
import io.sluice.engine.EngineProblem;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/**
 * A test with what stands beside it.
 *
 * @param name path of the file, {@code routes/admissions/tests/admit.yaml}
 * @param beside bytes of a file in the folder of the tests, by name; throws when there is none
 */
record TestFile(Integration integration, String name, IntegrationTest test, Function<String, byte[]> beside) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @throws ProblemException {@code test.unreadable} with file and line */
    static TestFile of(Integration integration, TextFile file, Function<String, byte[]> beside) {
        try {
            return new TestFile(
                    integration, file.file(), YAML.readValue(file.text(), IntegrationTest.class), beside);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProblemException(EngineProblem.TEST_UNREADABLE, file.file() + ":" + line, e);
        }
    }

    /** The bytes of a message: of a file as they are; text with each line as a segment. */
    byte[] message(IntegrationTest.Content content) {
        return content.file() != null
                ? file(content.file())
                : content.text().strip().replace("\r\n", "\n").replace('\n', '\r').concat("\r").getBytes(StandardCharsets.UTF_8);
    }

    Object tree(Object data, String file) {
        return file == null ? data : Json.read(file(file));
    }

    String text(IntegrationTest.Content content) {
        return content.text() != null ? content.text() : new String(file(content.file()), StandardCharsets.UTF_8);
    }

    byte[] file(String fileName) {
        return beside.apply(fileName);
    }

    Map<String, IntegrationTest.Content> tables() {
        return test.given().tables() == null ? Map.of() : test.given().tables();
    }
}
