package io.sluice.catalog;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The options of {@code send:<system>/<endpoint>?mode=call}.
 *
 * @param within the reply must be there within this time, retries and waiting for a turn included
 * @param path what is added to the endpoint's URL; names in braces are headers of the route
 * @param answers statuses beside 2xx that are replies, such as 404
 */
public record CallStep(Duration within, Optional<PathTemplate> path, Set<Integer> answers) {

    /** Unless told otherwise. */
    public static final Duration WITHIN = Duration.ofSeconds(30);

    private static final Pattern STATUSES = Pattern.compile("4[0-9]{2}(,4[0-9]{2})*");
    private static final Set<Integer> NEVER = Set.of(401, 403, 407, 408, 425, 429);

    public CallStep {
        answers = Set.copyOf(answers);
    }

    /**
     * Empty when the step waits for nothing.
     *
     * @param option the value of an option, null when it has none
     * @throws IllegalArgumentException with what is expected
     */
    public static Optional<CallStep> of(UnaryOperator<String> option) {
        if (!calls(option)) {
            return Optional.empty();
        }
        Set<Integer> answers = new LinkedHashSet<>();
        String listed = option.apply("answers");
        if (listed != null) {
            if (!STATUSES.matcher(listed).matches()) {
                throw new IllegalArgumentException("'answers' lists statuses of 400 to 499, such as 404,409");
            }
            for (String status : listed.split(",")) {
                answers.add(Integer.valueOf(status));
            }
            if (answers.stream().anyMatch(NEVER::contains)) {
                throw new IllegalArgumentException(
                        "'answers' cannot list 401, 403, 407, 408, 425 and 429: they are failures");
            }
        }
        String path = option.apply("path");
        return Optional.of(
                new CallStep(timeout(option), Optional.ofNullable(path).map(PathTemplate::new), answers));
    }

    /** How long the caller of {@code receive:http:<listener>?mode=call} waits; empty when it does not. */
    public static Optional<Duration> waits(UnaryOperator<String> option) {
        return calls(option) ? Optional.of(timeout(option)) : Optional.empty();
    }

    private static boolean calls(UnaryOperator<String> option) {
        String mode = option.apply("mode");
        if (mode != null && !mode.equals("call")) {
            throw new IllegalArgumentException("'mode' is call, or stands not there");
        }
        if (mode == null && Set.of("callTimeout", "answers", "path").stream().anyMatch(o -> option.apply(o) != null)) {
            throw new IllegalArgumentException("callTimeout, answers and path need mode=call");
        }
        return mode != null;
    }

    private static Duration timeout(UnaryOperator<String> option) {
        String text = option.apply("callTimeout");
        if (text == null) {
            return WITHIN;
        }
        Map<String, Duration> units =
                Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1));
        String digits = text.replaceFirst("[a-z]+$", "");
        Duration unit = units.get(text.substring(digits.length()));
        if (unit == null || !digits.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("'callTimeout' is a time such as 500ms, 10s or 1m");
        }
        return unit.multipliedBy(Long.parseLong(digits));
    }
}
