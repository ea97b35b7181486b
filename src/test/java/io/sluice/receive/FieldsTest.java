package io.sluice.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import io.sluice.format.hl7.Hl7Message;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static final String MERGE = "MSH|^~\\&|EHR|NORTH|SLUICE|HUB|20261122080000||ADT^A40^ADT_A39|M1|P|2.5.1\r"
            + "PID|1||999^^^OTHER^PI~4711^^^NORTH^MR\r"
            + "MRG|4700^^^NORTH^MR\r";

    private final Catalog catalog = DoorCatalog.standard().build();
    private final Fields admissions = Fields.of(catalog.integrations().get("admissions"));

    @Test
    void readsTheNamedFieldsThatHaveAValue() {
        assertThat(admissions.values(parse(Hl7Text.admission("M1")))).isEqualTo(Map.of("mrn", "4711", "visit", "V-1"));
        assertThat(admissions.values(parse(MERGE))).isEqualTo(Map.of("mrn", "4711"));
    }

    @Test
    void businessKeysAreFieldsByName() {
        assertThat(admissions.keys(parse(Hl7Text.admission("M1")))).isEqualTo(Map.of("mrn", "4711", "visit", "V-1"));
    }

    @Test
    void aMergeIsInTheLanesOfBothPatients() {
        assertThat(admissions.lanes(parse(MERGE))).containsExactly("4711", "4700");
    }

    @Test
    void anOrderKeyWithoutAValueGivesNoLane() {
        assertThat(admissions.lanes(parse(Hl7Text.admission("M1")))).containsExactly("4711");
    }

    @Test
    void theDuplicateKeyTellsWhichFieldHasWhichValue() {
        String ab = MERGE.replace("|EHR|NORTH|", "|A|B|");
        String ba = MERGE.replace("|EHR|NORTH|", "|AB||");

        assertThat(admissions.duplicate(parse(ab)).key())
                .isNotEqualTo(admissions.duplicate(parse(ba)).key());
    }

    @Test
    void aRepetitionMayDifferInTheIgnoredFieldsOnly() {
        byte[] original = admissions.duplicate(parse(MERGE)).content();
        byte[] later = admissions
                .duplicate(parse(MERGE.replace("20261122080000", "20261122080500")))
                .content();
        byte[] other =
                admissions.duplicate(parse(MERGE.replace("4711", "4712"))).content();

        assertThat(later).isEqualTo(original);
        assertThat(other).isNotEqualTo(original);
    }

    private static Hl7Message parse(String text) {
        return Hl7Message.parse(Hl7Text.bytes(text));
    }
}
