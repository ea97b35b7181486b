package io.sluice.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contract.Violation;
import io.sluice.format.json.Json;
import io.sluice.format.x12.X12Check;
import io.sluice.simulator.files.FileFault;
import io.sluice.simulator.files.FileGenerator;
import io.sluice.simulator.files.FileKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of ERP systems and payers through layout, mapping and contract. */
class FileIntegrationsTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples/x12");

    private static byte[] simulated(FileKind kind, long rows) throws IOException {
        var out = new ByteArrayOutputStream();
        new FileGenerator(kind, rows, 7, FileFault.NONE).write(out);
        return out.toByteArray();
    }

    /** Samples of a type that the check accepts; names end as given. */
    private static List<Path> samples(String type) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.list(SAMPLES)) {
            for (var file : files.sorted().toList()) {
                var report = X12Check.of(new ByteArrayInputStream(Files.readAllBytes(file)));
                if (report.accepted()
                        && report.sets().allMatch(set -> set.type().equals(type))) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static void valid(FileMapping mapping, List<Object> events, String what) {
        var violations = new ArrayList<Violation>();
        events.forEach(event -> violations.addAll(mapping.violations(event)));
        assertThat(violations).as(what).isEmpty();
    }

    private static String text(Object event, String name) {
        return String.valueOf(((Map<?, ?>) event).get(name));
    }

    private static String json(Object event) {
        return new String(Json.write(event), StandardCharsets.UTF_8);
    }

    @Test
    void workersSuppliersAndItemsOfFilesAreValid() throws IOException {
        for (var each : List.of(
                Map.entry(FileKind.WORKERS, new FileMapping("erp-hr-drop", "row-to-worker", "worker")),
                Map.entry(FileKind.SUPPLIERS, new FileMapping("erp-suppliers", "line-to-supplier", "supplier")),
                Map.entry(
                        FileKind.ITEMS,
                        new FileMapping("erp-item-master", "item-to-inventory-item", "inventory-item")))) {
            var events = each.getValue().events(simulated(each.getKey(), 200));
            assertThat(events).as(each.getKey().word()).hasSize(200);
            valid(each.getValue(), events, each.getKey().word());
            assertThat(each.getValue().unmapped()).isEmpty();
        }
    }

    @Test
    void aWorkerIsAsHumanResourcesKnowIt() {
        var mapping = new FileMapping("erp-hr-drop", "row-to-worker", "worker");
        var file =
                "employee_id,last_name,first_name,birth_date,hire_date,termination_date,status,job_code,job_title,department,fte,employment_type,license_type\n"
                        + "E1,Abbot,Ada,1/5/1980,2010-03-01,,A,RN1,Registered Nurse,4100,0.80,XX,\n"
                        + "E2,Birch,Ben,,,,T,,,,,,\nTRAILER,2,0.80\n";

        var events = mapping.events(file.getBytes(StandardCharsets.UTF_8));

        assertThat(json(events.getFirst()))
                .isEqualTo(
                        "{\"workerId\":\"E1\",\"status\":\"active\",\"name\":{\"family\":\"Abbot\",\"given\":[\"Ada\"]},\"birthDate\":\"1980-01-05\","
                                + "\"hireDate\":\"2010-03-01\",\"position\":{\"code\":\"RN1\",\"title\":\"Registered Nurse\"},"
                                + "\"department\":{\"code\":\"4100\"},\"fte\":\"0.80\"}");
        assertThat(mapping.unmapped())
                .extracting(code -> code.table() + " " + code.code())
                .containsExactly("employment-type XX");
        assertThat(mapping.violations(events.getLast()))
                .as("left, and nobody says when")
                .isNotEmpty();
    }

    @Test
    void everyClaimOfTheSamplesIsValid() throws IOException {
        var mapping = new FileMapping("claims-out", "x12-to-claims", "claim");
        int claims = 0;
        for (var sample : samples("837")) {
            var events = mapping.events(Files.readAllBytes(sample));
            assertThat(events).as(sample.toString()).isNotEmpty();
            valid(mapping, events, sample.toString());
            claims += events.size();
        }
        assertThat(claims).isGreaterThanOrEqualTo(15);
    }

    @Test
    void aClaimHasItsPatientPayersDiagnosesAndLines() throws IOException {
        var mapping = new FileMapping("claims-out", "x12-to-claims", "claim");

        var claim = (Map<?, ?>) mapping.events(Files.readAllBytes(SAMPLES.resolve("demo.cob.example3.C.837")))
                .getFirst();

        assertThat(json(claim.get("patient")))
                .contains("\"family\":\"SMITH\",\"given\":[\"TED\"]")
                .contains("1973-05-01");
        assertThat(json(claim.get("total"))).isEqualTo("{\"value\":\"79.04\",\"currency\":\"USD\"}");
        assertThat(json(claim.get("insurance")))
                .contains("\"sequence\":\"S\",\"focal\":true,\"subscriberId\":\"22233444\"")
                .contains("\"sequence\":\"P\",\"focal\":false,\"subscriberId\":\"JS00111223333\"")
                .contains("KEY INSURANCE COMPANY");
        assertThat(json(claim.get("diagnosis")))
                .startsWith("[{\"sequence\":1,\"type\":\"principal\"")
                .contains("\"53081\"");
        assertThat((List<?>) claim.get("item")).hasSize(3);
        assertThat(json(claim.get("item")))
                .contains("\"code\":\"99213\"")
                .contains("\"value\":\"43.00\"")
                .contains("2005-10-03");
    }

    @Test
    void remittancesAddUp() throws IOException {
        var mapping = new FileMapping("payer-remittances", "x12-to-remittances", "remittance");
        var events = mapping.events(simulated(FileKind.REMITTANCE, 100));
        assertThat(events).hasSize(100);
        valid(mapping, events, "simulated");

        var sample = new String(Files.readAllBytes(SAMPLES.resolve("managed-care.835")), StandardCharsets.UTF_8)
                .replace("20002316", "20020316");
        var real = mapping.events(sample.getBytes(StandardCharsets.UTF_8));
        valid(mapping, real, "managed care");
        assertThat(json(real.getLast()))
                .contains("\"claim\":{\"value\":\"8765432112\"}")
                .contains(
                        "\"charged\":{\"value\":\"1200.00\",\"currency\":\"USD\"},\"paid\":{\"value\":\"495.00\",\"currency\":\"USD\"}")
                .contains(
                        "\"adjustment\":[{\"group\":\"CO\",\"reason\":\"A2\",\"amount\":{\"value\":\"55.00\",\"currency\":\"USD\"}}],\"item\"")
                .contains("{\"group\":\"PR\",\"reason\":\"1\",\"amount\":{\"value\":\"600.00\"")
                .contains("\"payer\":{\"identifier\":{\"value\":\"1935665544\"},\"display\":\"RUSHMORE LIFE\"}");
        assertThat(mapping.unmapped()).isEmpty();
    }

    @Test
    void answersToClaimsAndFilesAreValid() throws IOException {
        var statuses = new FileMapping("claim-acknowledgements", "status-to-claim-responses", "claim-response");
        int answers = 0;
        for (var sample : samples("277")) {
            var events = statuses.events(Files.readAllBytes(sample));
            valid(statuses, events, sample.toString());
            answers += events.size();
        }
        assertThat(answers).isGreaterThanOrEqualTo(6);
        assertThat(statuses.unmapped()).isEmpty();

        var files = new FileMapping("claim-acknowledgements", "answer-to-claim-responses", "claim-response");
        var rejected = files.events(Files.readAllBytes(SAMPLES.resolve("imsweb-x12_999_rejected.txt")));
        valid(files, rejected, "999");
        assertThat(rejected).extracting(event -> text(event, "scope")).containsExactly("group", "transaction-set");
        assertThat(json(rejected.getLast()))
                .contains("\"outcome\":\"error\"")
                .contains("\"error\":[{\"segment\":\"NM\",\"position\":17,\"code\":\"1\"},{\"code\":\"5\"}]");
    }

    @Test
    void ordersTheirAnswersAndTheirShipmentsAreValid() throws IOException {
        var orders = new FileMapping("erp-purchase-orders", "order-to-purchase-orders", "purchase-order");
        var simulated = orders.events(simulated(FileKind.ORDERS_X12, 50));
        assertThat(simulated).hasSize(50);
        valid(orders, simulated, "850");
        assertThat(json(simulated.getFirst()))
                .contains("\"itemId\":\"I1")
                .contains("\"supplierItemId\":\"V")
                .contains("\"currency\":\"USD\"");

        var answers = new FileMapping("erp-purchase-orders", "answer-to-purchase-orders", "purchase-order");
        var answer = answers.events(set(
                "PR",
                "855",
                "BAK*00*AC*PO-1*20260116",
                "N1*SE*SUPPLIER*92*S1",
                "PO1*1*5*EA*2.50**BP*I1*VN*V1",
                "ACK*IB*3*EA*068*20260201",
                "PO1*2*1*BX*7**VN*V2",
                "ACK*IR",
                "CTT*2"));
        valid(answers, answer, "855");
        assertThat(json(answer.getFirst()))
                .contains("\"status\":\"accepted-with-changes\"")
                .contains("\"status\":\"backordered\",\"promisedDate\":\"2026-02-01\"")
                .contains("\"value\":\"3\",\"unit\":\"EA\"")
                .contains("\"status\":\"rejected\"");

        var shipments = new FileMapping("erp-purchase-orders", "shipment-to-purchase-orders", "purchase-order");
        var shipped = shipments.events(set(
                "SH",
                "856",
                "BSN*00*SHIP-9*20260117*0800",
                "HL*1**S",
                "TD5*B*2*UPSN",
                "REF*CN*1Z999",
                "DTM*011*20260117",
                "N1*SF*SUPPLIER*92*S1",
                "N1*ST*MAIN*92*MAIN",
                "HL*2*1*O",
                "PRF*PO-1",
                "HL*3*2*I",
                "LIN*1*VN*V1",
                "SN1**5*EA",
                "HL*4*1*O",
                "PRF*PO-2",
                "HL*5*4*I",
                "LIN*1*VN*V2",
                "SN1**6*BX",
                "CTT*5"));
        valid(shipments, shipped, "856");
        assertThat(shipped).extracting(event -> text(event, "orderId")).containsExactly("PO-1", "PO-2");
        assertThat(json(shipped.getLast()))
                .contains("\"trackingNumber\":\"1Z999\"")
                .contains("\"value\":\"6\",\"unit\":\"BX\"")
                .doesNotContain("V1");
    }

    @Test
    void amountsOfInvoicesAreExact() throws IOException {
        var invoices = new FileMapping("erp-invoices", "x12-to-invoice", "invoice");

        var events = invoices.events(set(
                "IN",
                "810",
                "BIG*20260118*INV-5*20260115*PO-1***DI",
                "N1*SE*SUPPLIER*92*S1",
                "N1*RE*BANK",
                "ITD*01*3****20260217",
                "IT1*1*3*EA*00.1**BP*I1*VN*V1",
                "PID*F****GLOVE",
                "SAC*C*D240***5*****02",
                "TDS*1030000035",
                "TXI*ST*0.05",
                "CTT*1"));

        valid(invoices, events, "810");
        assertThat(json(events.getFirst()))
                .contains("\"totalAmount\":{\"value\":\"10300000.35\",\"currency\":\"USD\"}")
                .contains("\"unitPrice\":{\"value\":\"0.1\"")
                .contains("\"amount\":{\"value\":\"0.05\"")
                .contains("\"dueDate\":\"2026-02-17\"");
    }

    private static byte[] set(String functional, String type, String... body) {
        var text = new StringBuilder(
                "ISA*00*          *00*          *ZZ*SUPPLIER       *ZZ*HOSPITAL       *260115*0830*^*00501*000000007*0*T*:~"
                        + "GS*" + functional + "*SUP*HOS*20260115*0830*7*X*005010~ST*" + type + "*0001~");
        for (var segment : body) {
            text.append(segment).append("~\n");
        }
        return (text + "SE*" + (body.length + 2) + "*0001~GE*1*7~IEA*1*000000007~\n").getBytes(StandardCharsets.UTF_8);
    }
}
