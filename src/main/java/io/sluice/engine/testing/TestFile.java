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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;

/**
 * A test with what stands beside it.
 *
 * @param name path of the file, {@code routes/admissions/tests/admit.yaml}
 * @param beside bytes of a file in the folder of the tests, by name; throws when there is none
 */
record TestFile(Integration integration, String name, IntegrationTest test, Function<String, byte[]> beside) {

    private static final Instant DEFAULT_CLOCK = Instant.parse("2026-01-01T00:00:00Z");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @throws ProblemException {@code test.unreadable} with file and line */
    static TestFile of(Integration integration, TextFile file, Function<String, byte[]> beside) {
        IntegrationTest test;
        try {
            test = YAML.readValue(file.text(), IntegrationTest.class);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProblemException(EngineProblem.TEST_UNREADABLE, file.file() + ":" + line, e);
        }
        if (test == null || test.given() == null || !test.given().hasOneSubject()) {
            throw new ProblemException(
                    EngineProblem.TEST_UNREADABLE, file.file() + " (given needs one of message, request and event)");
        }
        return new TestFile(integration, file.file(), test, beside);
    }

    /** The time of receipt. */
    Instant clock() {
        String given = test.given().clock();
        try {
            return given == null ? DEFAULT_CLOCK : OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeParseException e) {
            throw new ProblemException(EngineProblem.TEST_UNREADABLE, name + " (given.clock)", e);
        }
    }

    /** The bytes of a message: of a file as they are; text with each line as it is, as a segment for HL7. */
    byte[] message(IntegrationTest.Content content) {
        return content.file() != null
                ? file(content.file())
                : lines(text(content).strip().replace("\r\n", "\n").concat("\n"))
                        .getBytes(StandardCharsets.UTF_8);
    }

    private String lines(String text) {
        return integration.format().equals("hl7v2") ? text.replace('\n', '\r') : text;
    }

    Object tree(Object data, String file) {
        return file == null ? data : Json.read(file(file));
    }

    String text(IntegrationTest.Content content) {
        if (content.text() == null && content.file() == null) {
            throw new ProblemException(EngineProblem.TEST_UNREADABLE, name + " (one of file and text is needed)");
        }
        return content.text() != null ? content.text() : new String(file(content.file()), StandardCharsets.UTF_8);
    }

    byte[] file(String fileName) {
        return beside.apply(fileName);
    }

    Map<String, IntegrationTest.Content> tables() {
        return test.given().tables() == null ? Map.of() : test.given().tables();
    }
}
