package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows a page from top to bottom. Ids that the page shows stand for those that came: an id in a command is the one
 * that an output before it had at that place.
 */
final class Tour {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WHEN_WRITING = Duration.ofSeconds(10);

    private final String page;
    private final Workplace workplace;
    private final Map<String, String> cameForShown = new HashMap<>();
    private final Map<String, String> shownForCame = new HashMap<>();
    private String lastId = "";

    Tour(String page, Workplace workplace) {
        this.page = page;
        this.workplace = workplace;
    }

    /** Compares everything that the page shows; with {@code sluice.docs.write} the page is written as it came. */
    void follow() throws IOException, InterruptedException {
        String text = Pages.read(page);
        for (Snippet snippet : Snippet.of(page)) {
            if (snippet.isFile()) {
                workplace.write(snippet);
            } else if (snippet.language().equals("console")) {
                String came = console(Console.of(snippet.text())).text();
                text = text.replace("```console\n" + snippet.text() + "```", "```console\n" + came + "```");
            }
        }
        Pages.isCurrent(page, text);
    }

    private Console console(Console shown) throws IOException, InterruptedException {
        List<Console.Step> came = new ArrayList<>();
        for (Console.Step step : shown.steps()) {
            came.add(step(step));
        }
        return new Console(came);
    }

    private Console.Step step(Console.Step step) throws IOException, InterruptedException {
        String command = withIdsThatCame(step.command());
        String printed = workplace.run(command);
        long limit = System.nanoTime() + (Pages.WRITE ? PATIENCE_WHEN_WRITING : PATIENCE).toNanos();
        // What asks only is asked again: work goes on meanwhile.
        while (!Printed.isAs(step.output(), printed) && asksOnly(command) && System.nanoTime() < limit) {
            Thread.sleep(200);
            printed = workplace.run(command);
        }
        boolean asShown = Printed.isAs(step.output(), printed);
        if (!asShown && !Pages.WRITE) {
            assertThat(Printed.masked(printed))
                    .as("%s: what '%s' prints", page, command)
                    .isEqualTo(Printed.masked(step.output()));
        }
        if (!step.elided()) {
            learn(Printed.ids(step.output()), Printed.ids(printed));
        }
        if (!Printed.ids(printed).isEmpty()) {
            lastId = Printed.ids(printed).getLast();
        }
        return asShown ? step : step.printing(withIdsThatAreShown(printed).stripTrailing() + "\n");
    }

    private static boolean asksOnly(String command) {
        return command.matches(
                "\\./sluice (messages|trace|dead (groups|list|show)|replay (show|list)|deliveries|message|actions|status)\\b.*");
    }

    private void learn(List<String> shown, List<String> came) {
        for (int i = 0; i < shown.size() && shown.size() == came.size(); i++) {
            know(shown.get(i), came.get(i));
        }
    }

    private void know(String shown, String came) {
        cameForShown.putIfAbsent(shown, came);
        shownForCame.putIfAbsent(came, shown);
    }

    private String withIdsThatCame(String command) {
        return Printed.ID.matcher(command).replaceAll(found -> {
            if (!cameForShown.containsKey(found.group()) && Pages.WRITE) {
                know(found.group(), lastId);
            }
            return cameForShown.getOrDefault(found.group(), found.group());
        });
    }

    private String withIdsThatAreShown(String printed) {
        return Printed.ID.matcher(printed).replaceAll(found -> shownForCame.getOrDefault(found.group(), found.group()));
    }
}
