package io.sluice.engine.table;

import io.sluice.engine.EngineProblem;
import io.sluice.map.CodeTable;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Whether a CSV may take the place of a table: mappings must find all that they found before. */
final class TableCheck {

    private TableCheck() {}

    /** @throws ProblemException when it is no table, lacks a column of the other one, or begins with another column */
    static CodeTable inPlaceOf(CodeTable was, String csv) {
        CodeTable next = read(was.name(), csv);
        Set<String> lost = new HashSet<>(was.header());
        next.header().forEach(lost::remove);
        if (!lost.isEmpty() || !was.header().getFirst().equals(next.header().getFirst())) {
            throw new ProblemException(
                    EngineProblem.TABLE_COLUMN_MISSING,
                    lost.isEmpty() ? "the first column" : "column " + String.join(", ", lost));
        }
        return next;
    }

    /** @throws ProblemException when it is no table */
    static CodeTable read(String name, String csv) {
        return CodeTable.read(name, csv.getBytes(StandardCharsets.UTF_8));
    }
}
