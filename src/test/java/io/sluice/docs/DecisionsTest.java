package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The records of {@code docs/decisions} have one form, and no dependency is without a reason. */
class DecisionsTest {

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void eachRecordHasItsNumberAChoiceAMotiveAndAPrice() throws IOException {
        assertThat(records()).hasSizeGreaterThan(10).allSatisfy(record -> {
            MatchResult name = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md")
                    .matcher(record.getFileName().toString())
                    .results()
                    .findFirst()
                    .orElseThrow();
            assertThat(Pages.read(record.toString()))
                    .startsWith("# " + Integer.parseInt(name.group(1)) + ". ")
                    .contains("**Choice.**", "**Why", "**Price.**");
        });
    }

    @Test
    void everyDependencyHasAReason() throws Exception {
        StringBuilder reasons = new StringBuilder();
        for (Path record : records()) {
            reasons.append(Pages.read(record.toString()));
        }

        assertThat(dependencies())
                .hasSizeGreaterThan(30)
                .allSatisfy(dependency -> assertThat(reasons)
                        .as("a record of docs/decisions says why %s is there", dependency)
                        .containsPattern(Pattern.compile("[`:]" + Pattern.quote(dependency) + "`")));
    }

    private static TreeSet<String> dependencies() throws Exception {
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        var found = pom.getElementsByTagName("dependency");
        TreeSet<String> names = new TreeSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element dependency = (Element) found.item(i);
            boolean managed =
                    dependency.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
            if (!managed) {
                names.add(dependency.getElementsByTagName("artifactId").item(0).getTextContent());
            }
        }
        return names;
    }
}
