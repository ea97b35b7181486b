package io.sluice.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.FolderSource;
import io.sluice.catalog.read.ShippedSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an analyst can say in a test about systems that are away: of a call, and of a delivery. */
class SystemsAwayTest {

    private static final String GIVEN = """
            name: A test
            given:
              message:
                text: |
                  MSH|^~\\&|EHR|GENERAL|SLUICE|GENERAL|20260115082955||ADT^A01^ADT_A01|A01-1|P|2.5.1||||||8859/1
                  PID|1||12345^^^GENERAL^MR||EVERYMAN^ADAM||19620320|M
            """;

    @TempDir
    Path home;

    @BeforeEach
    void write() throws IOException {
        String tiers = new String(new ShippedSource().read("tiers.yaml"), StandardCharsets.UTF_8);
        write("tiers.yaml", tiers.replace("failMode: open-with-flag", "failMode: {target: open-with-flag}"));
        write("routes/lookup/integration.yaml", """
                version: 1.0.0
                description: Asks the ERP about an item, and orders whether it answers or not
                owner: {team: Supply Chain, contact: supply-chain@example.org}
                criticality: 4
                sensitivity: phi
                latency: batch
                target: erp-procurement
                """);
        write("routes/lookup/lookup.camel.yaml", """
                - route:
                    id: lookup
                    from:
                      uri: subscribe:message/admissions
                      steps:
                        - to: {uri: "send:erp-procurement/items?mode=call&path=/I-1", variableReceive: item}
                        - choice:
                            when:
                              - simple: "${variable.replyStatus} == 0"
                                steps:
                                  - setBody: {constant: '{"known":false}'}
                            otherwise:
                              steps:
                                - setBody: {simple: "${variable.item}"}
                        - to: send:erp-procurement/new-purchase-orders
                """);
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> differences(String given, String expect) throws IOException {
        write("routes/lookup/tests/one.yaml", GIVEN + given.indent(2) + "expect:\n" + expect.indent(2));
        CatalogSource source = new ShippedSource().under(new FolderSource(home));
        Catalog catalog = CatalogReader.read(source, Map.of());
        assertThat(catalog.problems()).isEmpty();
        return TestSuite.run(catalog, source, name -> name.equals("lookup")).stream()
                .filter(result -> result.file().endsWith("one.yaml"))
                .findFirst()
                .orElseThrow()
                .differences();
    }

    @Test
    void aReplyIsWhatTheRouteGoesOnWithAndNothingIsFlagged() throws IOException {
        assertThat(differences("replies: [{to: erp-procurement/items, data: {known: true}}]", """
                state: COMPLETED
                calls: [{to: erp-procurement/items, path: /I-1}]
                deliveries: [{to: erp-procurement/new-purchase-orders, body: {known: true}}]
                flags: []
                """))
                .isEmpty();
    }

    @Test
    void aSystemThatIsAwayIsNotCalledAndItsRunIsFlagged() throws IOException {
        assertThat(differences("away: [erp-procurement/items]", """
                state: COMPLETED
                calls: []
                deliveries: [{to: erp-procurement/new-purchase-orders, body: {known: false}}]
                flags: [target-open]
                """)).isEmpty();
    }

    @Test
    void aDeliveryToASystemThatIsAwayIsFlaggedToo() throws IOException {
        assertThat(differences(
                        "away: [erp-procurement/new-purchase-orders]\n"
                                + "replies: [{to: erp-procurement/items, data: {known: true}}]",
                        "flags: []\n"))
                .singleElement()
                .asString()
                .contains("flags")
                .contains("target-open");
    }
}
