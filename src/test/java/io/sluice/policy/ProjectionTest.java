package io.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectionTest {

    private static final Map<String, Object> PATIENT = Map.of(
            "identifier", List.of(Map.of("value", "1")),
            "gender", "female",
            "telecom", List.of(Map.of("value", "CANARY-PHONE")),
            "address",
                    List.of(
                            Map.of("city", "Ann Arbor", "line", List.of("CANARY-LINE")),
                            Map.of("line", List.of("CANARY-LINE"))));

    @Test
    void aFieldThatIsNotListedDoesNotArrive() {
        var result = Projection.of(List.of("identifier", "address.city")).apply(PATIENT);
        assertThat(result.tree())
                .isEqualTo(Map.of(
                        "identifier", List.of(Map.of("value", "1")),
                        "address", List.of(Map.of("city", "Ann Arbor"))));
        assertThat(result.tree().toString()).doesNotContain("CANARY");
    }

    @Test
    void reportsThePathsThatWereRemovedAndNoValues() {
        var result = Projection.of(List.of("identifier", "address.city")).apply(PATIENT);
        assertThat(result.removed()).containsExactly("address.line", "gender", "telecom");
    }

    @Test
    void aShorterPathKeepsEverythingBelowEvenBesideALongerOne() {
        assertThat(Projection.of(List.of("address.city", "address"))
                        .apply(PATIENT)
                        .tree())
                .isEqualTo(Map.of("address", PATIENT.get("address")));
    }

    @Test
    void nothingListedLeavesNothing() {
        assertThat(Projection.of(List.of()).apply(PATIENT).tree()).isEmpty();
        assertThat(Projection.of(List.of("gender.code", "nowhere"))
                        .apply(PATIENT)
                        .tree())
                .isEmpty();
    }

    @Test
    void nullArrivesWhereItsFieldIsListed() {
        var deleted = new HashMap<String, Object>();
        deleted.put("gender", null);
        deleted.put("birthDate", null);
        assertThat(Projection.of(List.of("gender")).apply(deleted).tree()).containsOnlyKeys("gender");
    }

    @Test
    void doesNotChangeTheEventItself() {
        Projection.of(List.of("gender")).apply(PATIENT);
        assertThat(PATIENT).hasSize(4);
    }
}
