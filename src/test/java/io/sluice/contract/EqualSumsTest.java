package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The rule that keeps an entry of the ledger balanced. */
class EqualSumsTest {

    private final ContractCheck check = ContractCheck.compile(ShippedContracts.read("journal-entry"));

    private static String entry(String lines, String total) {
        return """
                {"entryId": "E-1", "source": "test", "postingDate": "2026-01-15", "currency": "USD", "line": [%s],
                 "totalDebit": %s, "totalCredit": %s}""".formatted(lines, total, total);
    }

    private static String line(int number, String side, String value, String currency) {
        return "{\"lineNumber\": \"%d\", \"account\": \"1\", \"%s\": {\"value\": \"%s\", \"currency\": \"%s\"}}"
                .formatted(number, side, value, currency);
    }

    private static String usd(String value) {
        return "{\"value\": \"" + value + "\", \"currency\": \"USD\"}";
    }

    private java.util.List<Violation> violations(String event) {
        return check.validate(event.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void debitsThatEqualCreditsAreExactWhereBinaryNumbersAreNot() {
        var lines = String.join(
                ",", line(1, "debit", "0.1", "USD"), line(2, "debit", "0.2", "USD"), line(3, "credit", "0.30", "USD"));
        assertThat(violations(entry(lines, usd("0.300")))).isEmpty();
    }

    @Test
    void aCentAmongTrillionsIsFound() {
        var lines = line(1, "debit", "12345678901234.56", "USD") + "," + line(2, "credit", "12345678901234.57", "USD");
        assertThat(violations(entry(lines, usd("12345678901234.56"))))
                .containsExactly(new Violation(ContractProblem.RULE_FAILED, "", "balanced"));
    }

    @Test
    void oneCurrencyDoesNotBalanceAnother() {
        var lines = line(1, "debit", "5.00", "USD") + "," + line(2, "credit", "5.00", "EUR");
        assertThat(violations(entry(lines, usd("5.00"))))
                .extracting(Violation::rule)
                .containsExactly("balanced");
    }

    @Test
    void aTotalThatIsNotThatOfTheLinesIsFound() {
        var lines = line(1, "debit", "5.00", "USD") + "," + line(2, "credit", "5.00", "USD");
        assertThat(violations(entry(lines, usd("5.01"))))
                .extracting(Violation::rule)
                .containsExactly("balanced");
    }

    @Test
    void aRuleNeedsTwoPathsToCompare() {
        var yaml = Yaml.contract(
                "thing", "1.0.0", """
                      - {name: a, logicalType: string, classification: internal}
                """, "{name: r, type: custom, engine: decimal, implementation: {equal: [a]}}");
        assertThat(ContractReader.read("thing/1.0.0.odcs.yaml", yaml).problems())
                .extracting(io.sluice.message.FileProblem::code)
                .containsExactly(ContractProblem.QUALITY_UNSUPPORTED);
    }
}
