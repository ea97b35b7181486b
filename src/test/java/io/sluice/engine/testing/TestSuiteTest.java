package io.sluice.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.FolderSource;
import io.sluice.catalog.read.ShippedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/reference-tests.md} says, on the shipped integration {@code adt-to-lab} with other tests. */
class TestSuiteTest {

    private static final String GIVEN = """
            name: A test   # why it is there
            given:
              message:
                text: |
                  MSH|^~\\&|EHR|GENERAL|SLUICE|GENERAL|20260115082955||ADT^A01^ADT_A01|A01-1|P|2.5.1||||||8859/1
                  EVN|A01|20260115082955
                  PID|1||12345^^^GENERAL^MR||EVERYMAN^ADAM||19620320|M
                  PV1|1|I|4E^136^B^GENERAL||||||||||||||||V100200^^^GENERAL^VN
            """;

    @TempDir
    Path home;

    private Path tests;

    @BeforeEach
    void copyTheIntegration() throws IOException {
        CatalogSource shipped = new ShippedSource();
        for (String file : shipped.files()) {
            if (file.startsWith("routes/adt-to-lab/") && !file.contains("/tests/")) {
                Path copy = home.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.write(copy, shipped.read(file));
            }
        }
        tests = Files.createDirectories(home.resolve("routes/adt-to-lab/tests"));
    }

    private List<TestSuite.Result> run() throws IOException {
        CatalogSource source = new ShippedSource().under(new FolderSource(home));
        return TestSuite.run(CatalogReader.read(source, Map.of()), source, name -> name.equals("adt-to-lab")).stream()
                .filter(result -> Files.exists(home.resolve(result.file())))
                .toList();
    }

    private TestSuite.Result only(String text) throws IOException {
        Files.writeString(tests.resolve("one.yaml"), text);
        return run().stream()
                .filter(r -> r.file().endsWith("one.yaml"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hl7IsComparedFieldByField() throws IOException {
        TestSuite.Result result = only(GIVEN + """
                expect:
                  deliveries:
                    - to: lab/adt
                      text: |
                        MSH|^~\\&|EHR|GENERAL|LAB|OTHER|20260115082955||ADT^A01^ADT_A01|A01-1|P|2.5.1||||||8859/1
                        EVN|A01|20260115082955
                        PID|1||12345^^^GENERAL^MR||EVERYMAN^EVE||19620320|M
                        PV1|1|I|4E^136^B^GENERAL||||||||||||||||V100200^^^GENERAL^VN
                """);

        assertThat(result.differences()).hasSize(2);
        assertThat(result.differences().getFirst())
                .startsWith("deliveries[0].text.MSH-6 ")
                .contains("expected \"OTHER\"", "got \"MAIN\"");
        assertThat(result.differences().get(1)).startsWith("deliveries[0].text.PID-5 ");
    }

    @Test
    void oneFieldOfHl7CanBeIgnored() throws IOException {
        TestSuite.Result result = only(GIVEN + """
                expect:
                  deliveries:
                    - to: lab/adt
                      text: |
                        MSH|^~\\&|EHR|GENERAL|LAB|OTHER|20260115082955||ADT^A01^ADT_A01|A01-1|P|2.5.1||||||8859/1
                        EVN|A01|20260115082955
                        PID|1||12345^^^GENERAL^MR||EVERYMAN^ADAM||19620320|M
                        PV1|1|I|4E^136^B^GENERAL||||||||||||||||V100200^^^GENERAL^VN
                ignore: ["deliveries[*].text.MSH-6"]
                """);

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void whatCameIsAcceptedAndTheRestOfTheFileStays() throws IOException {
        TestSuite.Result failed = only(GIVEN + """
                expect:
                  state: FILTERED
                  deliveries: []
                ignore: ["deliveries[*].text.MSH-7"]
                """);
        assertThat(failed.passed()).isFalse();

        TestSuite.Result again = only(failed.accepted().get(failed.file()));

        assertThat(again.differences()).isEmpty();
        assertThat(Files.readString(tests.resolve("one.yaml")))
                .startsWith(GIVEN)
                .contains("state: COMPLETED", "to: lab/adt", "PV1|1|I|4E^136", "ignore: [\"deliveries[*].text.MSH-7\"]")
                .doesNotContain("FILTERED");
    }

    @Test
    void aTestWithoutExpectationGetsAllThatCame() throws IOException {
        TestSuite.Result silent = only(GIVEN);
        assertThat(silent.passed()).isFalse();

        TestSuite.Result again = only(silent.accepted().get(silent.file()));

        assertThat(again.passed()).isTrue();
        assertThat(Files.readString(tests.resolve("one.yaml")))
                .contains("state: COMPLETED", "deliveries:", "events: []");
    }

    @Test
    void acceptingAddsNothingThatTheTestDidNotCompare() throws IOException {
        TestSuite.Result wrong = only(GIVEN + "expect: {state: DEAD}\n");

        assertThat(wrong.accepted().get(wrong.file()))
                .contains("state: COMPLETED")
                .doesNotContain("deliveries");
    }

    @Test
    void whatStandsInAFileIsAcceptedThere() throws IOException {
        Files.writeString(tests.resolve("expected.hl7"), "MSH|^~\\&|NOBODY\n");
        TestSuite.Result failed = only(GIVEN + "expect:\n  deliveries:\n    - {to: lab/adt, file: expected.hl7}\n");
        assertThat(failed.accepted()).hasSize(2);

        for (Map.Entry<String, String> file : failed.accepted().entrySet()) {
            Files.writeString(home.resolve(file.getKey()), file.getValue());
        }

        assertThat(run()).allMatch(TestSuite.Result::passed);
        assertThat(Files.readString(tests.resolve("expected.hl7"))).contains("|LAB|MAIN|");
    }

    @Test
    void aTestThatCannotBeReadFailsWithItsPlaceAndTheOthersRun() throws IOException {
        Files.writeString(tests.resolve("good.yaml"), GIVEN + "expect: {state: COMPLETED}\n");
        Files.writeString(tests.resolve("nothing-given.yaml"), "name: Nothing\ngiven: {}\n");
        Files.writeString(tests.resolve("unknown.yaml"), GIVEN + "expects: {}\n");
        Files.writeString(tests.resolve("clock.yaml"), GIVEN.replace("given:", "given:\n  clock: yesterday"));
        Files.writeString(tests.resolve("no-file.yaml"), "name: No file\ngiven: {message: {file: none.hl7}}\n");

        assertThat(run())
                .allSatisfy(result -> {
                    if (result.file().endsWith("good.yaml")) {
                        assertThat(result.passed()).isTrue();
                    } else {
                        assertThat(result.differences())
                                .singleElement()
                                .asString()
                                .startsWith("test.unreadable at routes/adt-to-lab/tests/");
                        assertThat(result.accepted()).isEmpty();
                    }
                })
                .hasSize(5);
    }
}
