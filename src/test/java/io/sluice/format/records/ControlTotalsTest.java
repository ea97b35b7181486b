package io.sluice.format.records;

import static io.sluice.format.records.Reading.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTotalsTest {

    private static final String ITEMS = """
            format: csv
            records:
              header: {tag: H, columns: [tag, batch, announced]}
              detail: {tag: D, columns: [tag, sku, Amount]}
              trailer: {tag: T, columns: [tag, count, total]}
            check: {count: count(), total: sum(Amount), announced: count()}
            """;

    private static List<ControlVerdict> verdicts(String file) {
        ControlTotals totals = Reading.totals(ITEMS);
        Reading.all(Reading.layout(ITEMS), bytes(file)).forEach(totals::add);
        return totals.verdicts();
    }

    @Test
    void countsAndSumsThatTheFileStatesAreCompared() {
        assertThat(verdicts("H,7,2\nD,A,0.10\nD,B,0.20\nT,2,0.3\n"))
                .allMatch(ControlVerdict::holds)
                .extracting(ControlVerdict::name)
                .containsExactly("count", "total", "announced");
    }

    @Test
    void aWrongTotalSaysWhatWasExpectedAndFound() {
        ControlVerdict total =
                verdicts("H,7,2\nD,A,0.10\nD,B,-0.20\nT,2,0.30\n").get(1);

        assertThat(total.holds()).isFalse();
        assertThat(total.rule()).isEqualTo("sum(Amount)");
        assertThat(total.expected()).contains(new BigDecimal("0.30"));
        assertThat(total.found()).isEqualByComparingTo("-0.10");
    }

    @Test
    void withoutATrailerNothingHolds() {
        assertThat(verdicts("H,7,1\nD,A,1\n")).extracting(ControlVerdict::holds).containsExactly(false, false, true);
        assertThat(verdicts("D,A,1\n")).extracting(ControlVerdict::expected).containsOnly(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "x,1,false",
        "1e0,1,false",
        "1.0.0,1,false",
        "+-1,1,false",
        "'',0,true",
        "1-,-1,true",
        "+1,1,true",
        "'  1 ',1,true",
        ".5,0.5,true"
    })
    void anAmountIsANumberNothingOrUnproven(String amount, String stated, boolean holds) {
        assertThat(verdicts("H,7,1\nD,A," + amount + "\nT,1," + stated + "\n")
                        .get(1)
                        .holds())
                .isEqualTo(holds);
    }

    @Test
    void aDetailThatCannotBeReadIsCountedAndLeavesTheSumUnproven() {
        List<ControlVerdict> verdicts = verdicts("H,7,2\nD,A,1\nD,B\nT,2,1\n");

        assertThat(verdicts.get(0).holds()).isTrue();
        assertThat(verdicts.get(1).holds()).isFalse();
        assertThat(verdicts.get(1).unreadable()).isEqualTo(1);
    }

    @Test
    void amountsOfADetailAreKnownByTheNameOfTheirTotal() {
        ControlTotals totals = Reading.totals(ITEMS);
        FileRecord detail =
                Reading.all(Reading.layout(ITEMS), bytes("D,A,12.50\n")).getFirst();

        assertThat(totals.amounts(detail)).isEqualTo(Map.of("total", new BigDecimal("12.50")));
    }

    @Test
    void aRuleThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new ControlTotals(Format.CSV, Map.of("total", "average(Amount)")))
                .hasMessageStartingWith("format.layout-invalid at check.total");
    }

    @Property(tries = 100)
    void sumsAreExact(
            @ForAll @Size(max = 20)
                    List<@BigRange(min = "-1000000000000", max = "1000000000000") @Scale(6) BigDecimal> amounts) {
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        StringBuilder file = new StringBuilder();
        amounts.forEach(
                amount -> file.append("D,A,").append(amount.toPlainString()).append('\n'));
        file.append("T,")
                .append(amounts.size())
                .append(',')
                .append(sum.toPlainString())
                .append('\n');

        assertThat(verdicts(file.toString()).subList(0, 2)).allMatch(ControlVerdict::holds);
    }
}
