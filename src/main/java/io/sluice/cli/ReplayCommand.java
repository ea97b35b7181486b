package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice replay}: plan, then start. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Replays: planned first, then started (role analyst)",
        synopsisSubcommandLabel = "(plan | start | pause | cancel | show | list)",
        subcommands = {
            ReplayCommand.Plan.class,
            ReplayCommand.Start.class,
            ReplayCommand.Pause.class,
            ReplayCommand.Cancel.class,
            ReplayCommand.Show.class,
            ReplayCommand.ListReplays.class
        },
        footer = {
            "",
            "Example:",
            "  sluice replay plan --code send.refused --endpoint erp-finance/customers --reason 'ERP is back'"
        })
final class ReplayCommand {

    /** What would happen. */
    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Say what a replay would do; nothing is done yet",
            footer = {
                "",
                "Examples:",
                "  sluice replay plan --id 5f0c1c58-2c5b-5a8e-9a55-9d2c1f3b7e10 --reason 'address corrected'",
                "  sluice replay plan --key mrn:123 --remap --reason 'mapping 1.4.0'",
                "  sluice replay plan --since 2h --endpoint erp-finance/customers --again --reason 'ERP was restored'"
            })
    static final class Plan extends EngineCommand {

        @Option(names = "--id", paramLabel = "<id>", description = "Dead letters or messages; may be repeated")
        private List<String> ids;

        @Option(names = "--group", description = "By cause: with --integration, --hop, --code, --rule, --endpoint")
        private boolean group;

        @Mixin
        private CauseOptions cause;

        @Option(names = "--key", paramLabel = "<name:value>", description = "Business key")
        private String key;

        @Option(names = "--since", description = "Received since; 2026-11-22T10:00:00Z, or 15m, 2h, 7d")
        private String since;

        @Option(names = "--until", description = "As --since; not included")
        private String until;

        @Option(names = "--remap", description = "Through the live route and mappings again, as a new revision")
        private boolean remap;

        @Option(names = "--again", description = "Also what was delivered with these very bytes")
        private boolean again;

        @Option(names = "--stale", description = "Also what something newer of the same key has overtaken")
        private boolean stale;

        @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
        private String reason;

        @Override
        JsonNode ask(Remote engine) {
            Map<String, String> parts = cause.parts();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("ids", ids);
            body.put("key", key);
            body.put("since", since);
            body.put("until", until);
            // A hop, a code or a rule is said of dead letters only.
            if (group || parts.containsKey("hop") || parts.containsKey("code") || parts.containsKey("rule")) {
                body.put("cause", parts);
            } else {
                body.putAll(parts);
            }
            body.put("remap", remap);
            body.put("again", again);
            body.put("stale", stale);
            body.put("reason", reason);
            body.values().removeIf(value -> value == null);
            return engine.post("/replays", body);
        }

        @Override
        String show(JsonNode answer) {
            return ReplayText.plan(answer) + "\nStart it: sluice replay start "
                    + answer.path("id").asText() + " --reason '...'";
        }
    }

    /** A step of a replay's life. */
    abstract static class Step extends EngineCommand {

        @Parameters(paramLabel = "<id>", description = "Id of the replay")
        private String id;

        @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
        private String reason;

        abstract String verb();

        Map<String, Object> order() {
            return new LinkedHashMap<>(Map.of("reason", reason));
        }

        @Override
        JsonNode ask(Remote engine) {
            return engine.post("/replays/" + Remote.segment(id) + "/" + verb(), order());
        }

        @Override
        String show(JsonNode answer) {
            return ReplayText.progress(answer, times());
        }
    }

    /** Begins or goes on. */
    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Start a planned replay, or go on with a paused one",
            footer = {
                "",
                "Example:",
                "  sluice replay start 019ab3c1-8a52-7000-8f00-1c2d3e4f5a6b --rate 20 --reason 'agreed with ERP'"
            })
    static final class Start extends Step {

        @Option(names = "--rate", paramLabel = "<per second>", description = "As fast as the work goes when left out")
        private Integer rate;

        @Override
        String verb() {
            return "start";
        }

        @Override
        Map<String, Object> order() {
            Map<String, Object> order = super.order();
            if (rate != null) {
                order.put("rate", rate);
            }
            return order;
        }
    }

    /** Halts. */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Halt a replay; what is under way ends",
            footer = {
                "",
                "Example:",
                "  sluice replay pause 019ab3c1-8a52-7000-8f00-1c2d3e4f5a6b --reason 'ERP is slow'"
            })
    static final class Pause extends Step {

        @Override
        String verb() {
            return "pause";
        }
    }

    /** Ends. */
    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "End a replay; what is done stays done",
            footer = {
                "",
                "Example:",
                "  sluice replay cancel 019ab3c1-8a52-7000-8f00-1c2d3e4f5a6b --reason 'wrong period'"
            })
    static final class Cancel extends Step {

        @Override
        String verb() {
            return "cancel";
        }
    }

    /** One, with plan and progress. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "A replay with its plan and progress",
            footer = {"", "Example:", "  sluice replay show 019ab3c1-8a52-7000-8f00-1c2d3e4f5a6b"})
    static final class Show extends EngineCommand {

        @Parameters(paramLabel = "<id>", description = "Id of the replay")
        private String id;

        @Override
        JsonNode ask(Remote engine) {
            return engine.get("/replays/" + Remote.segment(id));
        }

        @Override
        String show(JsonNode answer) {
            return ReplayText.plan(answer) + "\n" + ReplayText.progress(answer, times());
        }
    }

    /** All of them. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Replays, newest first",
            footer = {"", "Example:", "  sluice replay list"})
    static final class ListReplays extends EngineCommand {

        @Override
        JsonNode ask(Remote engine) {
            return engine.get("/replays");
        }

        @Override
        String show(JsonNode answer) {
            Table table = new Table("CREATED", "ID", "STATE", "BY", "TARGETS", "DONE", "SKIPPED", "LEFT", "REASON");
            answer.path("items")
                    .forEach(one -> table.row(
                            times().of(one.path("createdAt")),
                            one.path("id").asText(),
                            one.path("state").asText(),
                            one.path("actor").asText(),
                            one.path("progress").path("total").asText(),
                            one.path("progress").path("done").asText(),
                            one.path("progress").path("skipped").asText(),
                            one.path("progress").path("pending").asText(),
                            one.path("reason").asText()));
            return table.text("No replays");
        }
    }
}
