package io.sluice.docs;

import io.sluice.message.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/reference-codes.md}, made of the codes themselves. */
final class ReferenceCodes {

    private static final String HEAD = """
            # Problem codes

            Everything that can go wrong has a code that never changes its meaning. It stands in log lines, answers of the API,
            traces and dead letters; dead letters are grouped by it. Beside it stands a place (a file and line, a path, a rule),
            never a value of a message.

            The category says who looks after it, and whether repeating helps:

            | category | is about |
            |---|---|
            | authentication | who a system says it is |
            | business | a decision that the receiver or a person has to take |
            | configuration | what was written in the files of integrations and systems |
            | contract | what a sender sends, or what a mapping makes of it, against what was agreed |
            | engine | the engine itself and its database |
            | mapping | a mapping that does not fit the message |
            | policy | something that is not allowed |
            | transport | the network and the systems at its other end |

            This page is generated from the code of the engine.
            """;

    private ReferenceCodes() {}

    static String page(List<ProblemCode> codes) {
        Map<String, List<ProblemCode>> byPrefix = codes.stream()
                .collect(Collectors.groupingBy(ProblemCodes::prefix, java.util.TreeMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD);
        byPrefix.forEach((prefix, some) -> {
            page.append("\n## ")
                    .append(prefix)
                    .append("\n\n| code | category | what it means | what to do |\n|---|---|---|---|\n");
            some.forEach(code -> page.append("| `")
                    .append(code.code())
                    .append("` | ")
                    .append(code.category().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(cell(code.meaning()))
                    .append(" | ")
                    .append(cell(code.remedy()))
                    .append(" |\n"));
        });
        return page.toString();
    }

    /** As a sentence, safe in a table. */
    private static String cell(String sentence) {
        String text = sentence.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
        return text.endsWith(".") ? text : text + ".";
    }
}
