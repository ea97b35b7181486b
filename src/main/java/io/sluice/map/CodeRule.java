package io.sluice.map;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Codes by a code table. A text that is a translation already is as it should be; the row {@code *} is not taken, since
 * that would be a guess.
 */
record CodeRule(CodeTable table, String column, Set<String> translations) implements NormaliseRule {

    /** Empty when a translation is itself a key with another translation: then twice would not be as once. */
    static Optional<CodeRule> of(CodeTable table, String column) {
        int index = table.header().indexOf(column);
        Set<String> translations = new HashSet<>();
        for (List<String> row : table.rows()) {
            if (!row.getFirst().equals("*")) {
                translations.add(row.get(index));
            }
        }
        boolean stable = table.rows().stream()
                .allMatch(row ->
                        !translations.contains(row.getFirst()) || row.getFirst().equals(row.get(index)));
        return stable ? Optional.of(new CodeRule(table, column, Set.copyOf(translations))) : Optional.empty();
    }

    @Override
    public Optional<String> apply(String value, LocalDate day) {
        String code = value.strip();
        if (code.isEmpty() || code.equals("*")) {
            return Optional.empty();
        }
        return translations.contains(code) ? Optional.of(code) : table.translate(code, column, day);
    }
}
