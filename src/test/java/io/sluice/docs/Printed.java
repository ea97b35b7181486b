package io.sluice.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a command printed, compared by what does not differ from one day to the other. */
final class Printed {

    static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Printed() {}

    /** Without ids, times, durations, versions and the widths of columns. */
    static String masked(String printed) {
        return ID.matcher(printed)
                .replaceAll("<id>")
                .replaceAll("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}", "<time>")
                .replaceAll("\\d{2}:\\d{2}:\\d{2}\\.\\d{3}", "<time>")
                .replaceAll("\\b\\d+(\\.\\d+)? (ms|us|s)\\b", "<duration>")
                .replaceAll("\\b\\d+[smhd]\\b", "<age>")
                .replaceAll("\\bdelivery\\.\\d+\\b", "delivery.<number>")
                .replaceAll("\\b[0-9a-f]{12}\\b", "<version>")
                .replaceAll("(?m)(?<=  )\\d+$", "<number>")
                .replaceAll(" {2,}", "  ")
                .replaceAll("(?m) +$", "")
                .strip();
    }

    /** Whether it is what the page shows; where the page shows {@code ...}, anything or nothing may stand. */
    static boolean isAs(String shown, String printed) {
        String quoted = List.of(masked(shown).split("(?m)\\n?^\\.\\.\\.$\\n?", -1)).stream()
                .map(Pattern::quote)
                .reduce((a, b) -> a + "(?s:.*)" + b)
                .orElseThrow();
        return Pattern.matches(quoted, masked(printed));
    }

    static List<String> ids(String text) {
        return new ArrayList<>(
                ID.matcher(text).results().map(MatchResult::group).toList());
    }
}
