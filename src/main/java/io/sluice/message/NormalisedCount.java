package io.sluice.message;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one rule of normalisation did in one hop; stands in the hop's detail as {@code normalised:<field>} and
 * {@code <rule> changed=<n> kept=<m>}.
 *
 * @param changed values that have another form now
 * @param kept values that the rule does not understand, which stay as they came
 */
public record NormalisedCount(String field, String rule, int changed, int kept) {

    private static final String PREFIX = "normalised:";
    private static final Pattern TEXT = Pattern.compile("([a-z]+) changed=(\\d+) kept=(\\d+)");

    /** Nothing where nothing was done. */
    public void addTo(Map<String, String> detail) {
        if (changed + kept > 0) {
            detail.merge(
                    PREFIX + field,
                    rule + " changed=" + changed + " kept=" + kept,
                    (before, now) -> before + ", " + now);
        }
    }

    /** Those that stand in the detail of a hop. */
    public static List<NormalisedCount> of(Map<String, String> detail) {
        return detail.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .flatMap(entry -> TEXT.matcher(entry.getValue())
                        .results()
                        .map(found -> new NormalisedCount(
                                entry.getKey().substring(PREFIX.length()),
                                found.group(1),
                                Integer.parseInt(found.group(2)),
                                Integer.parseInt(found.group(3)))))
                .toList();
    }
}
