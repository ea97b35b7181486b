package io.sluice.catalog.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What an author may have meant. */
public final class Suggestion {

    private static final int LONGEST = 64;

    private Suggestion() {}

    /** {@code "; did you mean 'owner'?"}, or nothing when no known word is near. */
    public static String of(String written, Collection<String> known) {
        var plain = plain(written);
        return known.stream()
                .filter(word -> near(plain, plain(word)))
                .min(Comparator.comparingInt((String word) -> distance(plain, plain(word)))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    /** A third of the letters may differ, or one word may be cut short; of one or two letters nothing can be said. */
    private static boolean near(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        boolean cut = a.startsWith(b) || b.startsWith(a);
        return shorter >= 3 && (cut || distance(a, b) <= shorter / 3);
    }

    /** Edits from one word to the other, two letters changed round being one (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    /** Case and hyphens do not count; what is longer than any key is cut. */
    private static String plain(String word) {
        var text = word.substring(0, Math.min(word.length(), LONGEST));
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
