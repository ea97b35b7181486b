package io.sluice.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contract.ContractProblem;
import io.sluice.contract.Violation;
import io.sluice.format.hl7.Hl7Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One field after the other of a rich message is emptied, deleted, repeated or filled with delimiters. Whatever a field
 * holds, a mapping gives events; the contract refuses them only where a required field has become empty.
 */
class DamagedMessagesTest {

    private static final List<String> DAMAGE =
            List.of("", "\"\"", " ", "A\\T\\B\\S\\C\\F\\D", "^^^^", "&&", "~", "\"\"^\"\"^\"\"", "2024-99-99");

    private static final String HEADER = "MSH|^~\\&|EHR|GENERAL|SLUICE|GENERAL|20260115082955||%s|D-1|P|2.5.1";
    private static final String PATIENT =
            "PID|1|77|12345^^^GENERAL^MR~123^^^S^SS|88|EVERYMAN^ADAM^A^III^DR^MD^L|SMITH|19620320|M|ALIAS^A|2106-3^White|1"
                    + " Main&Street^Apt 4^Springfield^IL^62701^USA^H^^Cook|C|^PRN^PH^^1^217^5550100^9|^WPN^PH^^1^217^5550199"
                    + "|en|M|BAP|98765^^^GENERAL^AN|123456789|D-1^IL||N^Not Hispanic|Town|Y|2||||20260101|Y";
    private static final String VISIT =
            "PV1|1|I|4E^136^B^GENERAL|E|PRE1|ER^1^1|1001^CARE^CLARA^^^DR^^^NPI|1002^REFER^RALPH|1003^CON^CORA|SUR|TMP|||7||A1"
                    + "|1004^ADM^ADA|IP|V1^^^GENERAL^VN|||||||||||||||||01|HOME|DIET|GENERAL|||POC^2|||20260115081500"
                    + "|20260120104500|||||V2^^^G^VN||1005^X^Y";

    @Test
    void admissions() {
        var segments = List.of(
                PATIENT,
                "PD1||||2001^GP^GINA",
                "NK1|1|EVERYMAN^EVE|SPO^Spouse|1 Main^^Town|^PRN^PH^^1^217^1|^WPN^PH^^1^217^2|C||||||||F",
                VISIT,
                "PV2|||R07.4^Chest pain^I10C",
                "DG1|1||R07.4^Chest pain^I10C|Pain||A");
        check("ADT^A01", segments, new ShippedMapping("admissions", "adt-to-patients", "patient"));
        check("ADT^A01", segments, new ShippedMapping("admissions", "adt-to-encounters", "encounter"));
        check(
                "ADT^A40",
                List.of(PATIENT, "MRG|54321^^^GENERAL^MR~333"),
                new ShippedMapping("admissions", "adt-to-patients", "patient"));
    }

    @Test
    void results() {
        check(
                "ORU^R01",
                List.of(
                        PATIENT,
                        VISIT,
                        "ORC|RE|P-7^EHR|F-8^LAB",
                        "OBR|1|P-7^EHR|F-8^LAB|24323-8^Panel^LN|||20260115083000||||||||||||||||20260115095500||CH|F|||||||9&D&E",
                        "NTE|1||Fasting",
                        "OBX|1|NM|2345-7^Glucose^LN|1|182|mg/dL^mg^UCUM|70-105|H|||F|||20260115|15^P^L|9^D^E|M^Method|||20260115||ID^N",
                        "OBX|2|SN|2823-3^Potassium^LN||<^3.1^-^4|mmol/L|3.5-5.1|LL|||F",
                        "OBX|3|CWE|5778-6^Color^LN||371254008^Yellow^SCT||||||F",
                        "OBX|4|ED|1-1^Doc^LN||^AP^PDF^Base64^AAAA||||||F",
                        "SPM|1|S-9||119^Blood^SCT|||||||||||||20260115083000|20260115090000"),
                new ShippedMapping("results", "oru-to-observations", "observation"));
    }

    @Test
    void orders() {
        check(
                "OML^O21",
                List.of(
                        PATIENT,
                        VISIT,
                        "ORC|NW|P-7^EHR|F-8^LAB|G-5^EHR|SC||1^^^20260115^^S||20260115083900|||1001^CARE^CLARA",
                        "TQ1|1||||||20260115090000||S^Stat",
                        "OBR|1|P-7^EHR|F-8^LAB|24323-8^Panel^LN|R|20260115||||||||||9^REQ^R||||||||CH|||1^^^20260115^^S||||R07^Pain",
                        "NTE|1||Fasting",
                        "DG1|1||R07.4^Pain^I10C",
                        "OBX|1|NM|29463-7^Weight^LN||82.5|kg",
                        "SPM|1|S-9||119^Blood^SCT"),
                new ShippedMapping("orders", "order-to-service-requests", "service-request"));
    }

    @Test
    void charges() {
        check(
                "DFT^P03",
                List.of(
                        PATIENT,
                        VISIT,
                        "FT1|1|T-1||20260115|20260115|CG|71045^X-ray^C4|D|A|2|100&USD|50&USD|RAD^Radiology||||||R07^Pain|9^C^D||||8^E^F|71045^X^C4|26"),
                new ShippedMapping("charges", "dft-to-charges", "charge"));
    }

    private static void check(String type, List<String> segments, ShippedMapping mapping) {
        for (int segment = 0; segment < segments.size(); segment++) {
            var fields = segments.get(segment).split("\\|", -1);
            for (int field = 1; field < fields.length; field++) {
                for (var damage : damage(fields[field])) {
                    var place = fields[0] + "-" + field + " is [" + damage + "]";
                    var events = mapping.events(message(type, segments, segment, field, damage));
                    var violations = new ArrayList<Violation>();
                    events.forEach(event -> violations.addAll(mapping.violations(event)));
                    assertThat(violations)
                            .as(place)
                            .allMatch(v -> v.code() == ContractProblem.FIELD_MISSING
                                    || v.code() == ContractProblem.RULE_FAILED);
                }
            }
        }
    }

    private static List<String> damage(String field) {
        var damage = new ArrayList<>(DAMAGE);
        damage.add(field + "~" + field + "~");
        return damage;
    }

    private static Hl7Message message(String type, List<String> segments, int segment, int field, String damage) {
        var damaged = new ArrayList<>(segments);
        var fields = segments.get(segment).split("\\|", -1);
        fields[field] = damage;
        damaged.set(segment, String.join("|", fields));
        damaged.addFirst(HEADER.formatted(type));
        return Hl7Message.parse((String.join("\r", damaged) + "\r").getBytes(StandardCharsets.UTF_8));
    }
}
