package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Money is decimal: what JSONata would compute in binary floating point is exact here. */
class DecimalFunctionsTest {

    private static String mapped(String mapping, String message) {
        var source = MapSource.of(message.getBytes(StandardCharsets.UTF_8), Format.JSON);
        var result = Mappings.compile("test.jsonata", mapping, CodeTables.NONE)
                .run(new MapContext(source, Instant.EPOCH, ZoneOffset.UTC));
        return new String(result.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void tenCentsAndTwentyCentsAreThirtyCents() {
        assertThat(mapped("{'sum': $decimalSum(amounts)}", "{\"amounts\": [\"0.1\", \"0.2\"]}"))
                .isEqualTo("{\"sum\":\"0.3\"}");
        assertThat(mapped("{'sum': $decimalSum(amounts)}", "{\"amounts\": [0.1, 0.2]}"))
                .isEqualTo("{\"sum\":\"0.3\"}");
        assertThat(mapped("{'sum': 0.1 + 0.2}", "{}"))
                .as("what the functions are for")
                .isNotEqualTo("{\"sum\":0.3}");
    }

    @Test
    void aLargeAmountSurvivesMapAndOutputDigitForDigit() {
        assertThat(mapped(
                        "{'text': text, 'number': number}",
                        "{\"text\": \"12345678901234.56\", \"number\": 12345678901234.560}"))
                .isEqualTo("{\"text\":\"12345678901234.56\",\"number\":12345678901234.560}");
        assertThat(mapped("{'v': $decimal(number)}", "{\"number\": 90071992547409931.07}"))
                .isEqualTo("{\"v\":\"90071992547409931.07\"}");
    }

    @Test
    void aNumberStandsAsItWasWrittenWithoutWhatIsNeedless() {
        assertThat(mapped(
                        "[$decimal(' +007.50'), $decimal('.5'), $decimal('5.'), $decimal('-0'), $decimal('1e3'), $decimal('n/a')]",
                        "{}"))
                .isEqualTo("[\"7.50\",\"0.5\",\"5\",\"0\"]");
        assertThat(mapped(
                        "[$decimal('1030000035', {'implied': 2}), $decimal('-7', {'implied': 2}), $decimal('12.50', {'implied': 2})]",
                        "{}"))
                .isEqualTo("[\"10300000.35\",\"-0.07\",\"12.50\"]");
    }

    @Test
    void productsAreExactOrRoundedHalfUp() {
        assertThat(mapped(
                        "[$decimalProduct('0.1', '3'), $decimalProduct('1.005', '1', {'scale': 2}), $decimalProduct('-1.005', 1, {'scale': 2})]",
                        "{}"))
                .isEqualTo("[\"0.3\",\"1.01\",\"-1.01\"]");
        assertThat(mapped("{'none': $decimalProduct(price, '3'), 'a': 1}", "{}"))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void equalAmountsAreEqualWithAnyNumberOfZeros() {
        assertThat(mapped("[$decimalCompare('1.0', '1.00'), $decimalCompare('2', '10'), $decimalNegate('1.50')]", "{}"))
                .isEqualTo("[0,-1,\"-1.50\"]");
    }

    @Test
    void whatIsNoNumberIsNotAddedAndNotQuoted() {
        assertThatThrownBy(() -> mapped("{'sum': $decimalSum(amounts)}", "{\"amounts\": [\"1\", \"CANARY\"]}"))
                .isInstanceOf(MapException.class)
                .hasMessageContaining("map.function-argument")
                .hasMessageNotContaining("CANARY");
    }

    @Property
    void aSumIsThatOfArbitraryPrecision(
            @ForAll @Size(max = 50)
                    List<@BigRange(min = "-99999999999999", max = "99999999999999") @Scale(4) BigDecimal> amounts) {
        var list = amounts.stream().map(a -> '"' + a.toPlainString() + '"').collect(Collectors.joining(",", "[", "]"));
        var sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(mapped("{'sum': $decimalSum(a)}", "{\"a\": " + list + "}"))
                .isEqualTo("{\"sum\":\"" + sum.toPlainString() + "\"}");
    }
}
