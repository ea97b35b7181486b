package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** Replays as text. */
final class ReplayText {

    private ReplayText() {}

    static String plan(JsonNode replay) {
        Table table = new Table(
                "KIND", "TARGET", "FOUND", "RETRY", "RERUN", "APPLIED AGAIN", "OVERTAKEN", "IDENTICAL", "UNDER WAY");
        replay.path("plan")
                .path("targets")
                .forEach(target -> table.row(
                        target.path("kind").asText(),
                        target.path("name").asText(),
                        target.path("total").asText(),
                        target.path("retry").asText(),
                        target.path("rerun").asText(),
                        target.path("again").asText(),
                        target.path("stale").asText(),
                        target.path("identical").asText(),
                        target.path("inProgress").asText()));
        return "Replay " + replay.path("id").asText() + "\n" + table.text("Nothing found that could be replayed");
    }

    static String progress(JsonNode replay, Times times) {
        JsonNode progress = replay.path("progress");
        StringJoiner outcomes = new StringJoiner(", ");
        progress.path("outcomes")
                .properties()
                .forEach(one -> outcomes.add(one.getValue().asText() + " " + one.getKey()));
        String ended = times.of(replay.path("endedAt"));
        return replay.path("state").asText() + (ended.isEmpty() ? "" : " at " + ended) + ": "
                + progress.path("done").asText() + " done, "
                + progress.path("skipped").asText() + " skipped, "
                + progress.path("pending").asText() + " left of "
                + progress.path("total").asText()
                + (outcomes.length() == 0 ? "" : "\nNow: " + outcomes);
    }
}
