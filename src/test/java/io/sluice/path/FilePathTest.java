package io.sluice.path;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sluice.api.EngineWorld;
import io.sluice.api.WithEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The item master, from the SFTP server to the canonical topic, with the engine and the integration that ship. */
@QuarkusTest
@QuarkusTestResource(EngineWorld.class)
class FilePathTest extends WithEngine {

    private static final Duration SOON = Duration.ofSeconds(90);

    @ConfigProperty(name = "test.sftp.home")
    Path home;

    private LedgerRows ledger;

    @BeforeEach
    void enter() {
        ledger = new LedgerRows(database);
    }

    @Test
    void everyItemOfAFileBecomesOneEventAndTheReceiptBalances() throws IOException {
        drop("items-a.csv", file("A", 300, "A", 300));

        JsonPath receipt = settled("items-a.csv");
        assertThat(receipt.getString("state")).isEqualTo("ARCHIVED");
        assertThat(receipt.getMap("outcomes")).isEqualTo(java.util.Map.of("COMPLETED", 300));
        assertThat(receipt.getBoolean("balanced")).isTrue();
        assertThat(receipt.getString("amounts.prices.COMPLETED")).isEqualTo(receipt.getString("totals[1].stated"));
        assertThat(home.resolve("archive/items-a.csv")).exists();
        List<String> items = CanonicalTopics.read(bootstrap).stream()
                .filter(event -> event.topic().equals("sluice.inventory-item.v1"))
                .map(event -> event.attributes().get("id"))
                .toList();
        assertThat(items).doesNotHaveDuplicates();
        assertThat(ledger.one("select count(*) from event where entity = 'inventory-item'"))
                .isEqualTo(String.valueOf(items.size()));

        String id = receipt.getString("id");
        JsonPath balance = viewer("/api/files/" + id);
        assertThat(balance.getInt("outcomes.COMPLETED")).isEqualTo(300);
        assertThat(balance.getString("file.state")).isEqualTo("ARCHIVED");
        assertThat(viewer("/api/files").getList("items.id")).contains(id);
    }

    @Test
    void aFileWithAWrongTrailerChangesNothing() throws IOException {
        drop("items-b.csv", file("B", 20, "A", 21));

        JsonPath receipt = settled("items-b.csv");

        assertThat(receipt.getString("code")).isEqualTo("receive.file-totals-differ");
        assertThat(receipt.getMap("outcomes")).isEmpty();
        assertThat(home.resolve("quarantine/items-b.csv.reason.json")).exists();
        assertThat(ledger.one("select count(*) from message where parent_id::text = ?", receipt.getString("id")))
                .isEqualTo("0");
    }

    @Test
    void anItemThatCannotBeMappedIsADeadLetterOfItsOwn() throws IOException {
        drop(
                "items-c.csv",
                file("C", 9, "?", 10)
                        .replace("TRAILER", "C-ok,Tape,A,EA,1.00\nTRAILER")
                        .replace(",4.50\n", ",5.50\n"));

        JsonPath receipt = settled("items-c.csv");

        assertThat(receipt.getInt("outcomes.DEAD")).isEqualTo(9);
        assertThat(receipt.getInt("outcomes.COMPLETED")).isEqualTo(1);
        assertThat(receipt.getString("amounts.prices.DEAD")).isEqualTo("4.50");
        assertThat(receipt.getString("amounts.prices.COMPLETED")).isEqualTo("1.00");
    }

    @Test
    void theEhrHearsOfEachItemOfAFile() throws IOException {
        drop("items-d.csv", file("D", 5, "A", 5));

        settled("items-d.csv");

        assertThat(ledger.one("select count(*) from delivery d join message m on m.id = d.message_id and m.day = d.day"
                        + " join file f on f.id = m.parent_id"
                        + " where f.path like '%items-d.csv' and d.endpoint = 'ehr/items' and d.state = 'DELIVERED'"))
                .isEqualTo("5");
    }

    @Test
    void anInvoiceIsBookedAndFinanceGetsTheFileWithEveryDigit() throws IOException {
        String invoice =
                "ISA*00*          *00*          *ZZ*ACME           *ZZ*HOSPITAL       *260115*0830*^*00501*000000091*0*T*:~"
                        + "GS*IN*ACME*HOSPITAL*20260115*0830*91*X*004010~ST*810*0001~BIG*20260118*INV-91*20260115*PO-1***DI~"
                        + "N1*SE*ACME MEDICAL*92*S1001~IT1*1*3*EA*0.1**BP*I1~IT1*2*1*BX*12345678901234.56**BP*I2~"
                        + "TDS*1234567890123486~CTT*2~SE*8*0001~GE*1*91~IEA*1*000000091~";
        Path temporary = home.resolve("inbound/inv-91.810");
        Files.writeString(temporary, invoice);
        Files.move(temporary, home.resolve("inbound/erp-invoices/inv-91.810"));

        assertThat(settled("inv-91.810").getMap("outcomes")).isEqualTo(java.util.Map.of("COMPLETED", 1));
        try (var files = Files.list(home.resolve("outbound"))) {
            List<String> journal = files.filter(
                            path -> path.getFileName().toString().startsWith("journal-"))
                    .map(FilePathTest::text)
                    .filter(text -> text.contains("INV-91"))
                    .toList();
            assertThat(journal).hasSize(1);
            assertThat(journal.getFirst())
                    .contains(",5100-100,,0.30,,USD,", ",5100-100,,12345678901234.56,,USD,")
                    .contains(",2100-000,,,12345678901234.86,USD,ACME MEDICAL");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Each item costs ten cents more than the one before, from ten cents on. */
    private static String file(String prefix, int count, String status, int stated) {
        StringBuilder text = new StringBuilder("ItemNumber,Description,Status,Unit,UnitPrice\n");
        BigDecimal sum = new BigDecimal("0.00");
        for (int i = 1; i <= count; i++) {
            BigDecimal price = new BigDecimal(i).movePointLeft(1).setScale(2);
            sum = sum.add(price);
            text.append(prefix)
                    .append(i)
                    .append(",\"Item, ")
                    .append(i)
                    .append("\",")
                    .append(status)
                    .append(",EA,")
                    .append(price)
                    .append('\n');
        }
        return text + "TRAILER," + stated + "," + sum + "\n";
    }

    private void drop(String name, String content) throws IOException {
        Path temporary = home.resolve("inbound/" + name);
        Files.writeString(temporary, content);
        Files.move(temporary, home.resolve("inbound/erp-item-master/" + name));
    }

    private JsonPath settled(String name) {
        Path receipt = home.resolve("receipts/" + name + ".receipt.json");
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> JsonPath.from(receipt.toFile()).getBoolean("settled"));
        return JsonPath.from(receipt.toFile());
    }

    private JsonPath viewer(String path) throws IOException {
        String token = Files.readString(data.resolve("tokens/viewer.jwt")).strip();
        return given().auth()
                .oauth2(token)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
