package io.sluice.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code console} block: commands after {@code $ }, each with the lines that it prints.
 *
 * @param steps in order
 */
record Console(List<Step> steps) {

    private static final String PROMPT = "$ ";

    /** @param output lines with their ends; empty when the page shows none */
    record Step(String command, String output) {

        /** A line {@code ...} stands for any lines. */
        boolean elided() {
            return output.lines().anyMatch(line -> line.equals("..."));
        }

        Step printing(String other) {
            return new Step(command, other);
        }
    }

    static Console of(String text) {
        List<Step> steps = new ArrayList<>();
        for (String line : text.split("(?<=\n)")) {
            if (line.startsWith(PROMPT)) {
                steps.add(new Step(line.substring(PROMPT.length()).strip(), ""));
            } else {
                Step last = steps.removeLast();
                steps.add(last.printing(last.output() + line));
            }
        }
        return new Console(steps);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        steps.forEach(
                step -> text.append(PROMPT).append(step.command()).append('\n').append(step.output()));
        return text.toString();
    }
}
