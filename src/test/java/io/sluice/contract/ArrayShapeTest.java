package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrayShapeTest {

    private final ArrayShape shape = new ArrayShape(ShippedContracts.read("patient"));

    @Test
    void putsSingleValuesIntoTheListsOfTheContract() {
        var one = Map.of("name", Map.of("family", "Doe", "given", "Ann"), "gender", "female");
        assertThat(shape.apply(one))
                .isEqualTo(
                        Map.of("name", List.of(Map.of("family", "Doe", "given", List.of("Ann"))), "gender", "female"));
    }

    @Test
    void leavesListsAbsentFieldsAndUnknownFieldsAlone() {
        var tree = Map.of("name", List.of(Map.of("given", List.of("Ann", "Bea"))), "unknown", Map.of("a", 1));
        assertThat(shape.apply(tree)).isEqualTo(tree);
        assertThat(shape.apply(Map.of())).isEqualTo(Map.of());
    }
}
