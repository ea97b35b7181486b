package io.sluice.catalog.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What an author may have meant. */
public final class Suggestion {

    private Suggestion() {}

    /** {@code "; did you mean 'owner'?"}, or nothing when no known word is near. */
    public static String of(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(written, word) <= Math.max(1, Math.min(written.length(), word.length()) / 3))
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    /** Levenshtein distance without regard to case and hyphens; words are short, long ones are cut. */
    private static int distance(String a, String b) {
        var left = plain(a);
        var right = plain(b);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }

    private static String plain(String word) {
        var text = word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        return text.substring(0, Math.min(text.length(), 64));
    }
}
