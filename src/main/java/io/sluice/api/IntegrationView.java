package io.sluice.api;

import io.sluice.catalog.Integration;
import io.sluice.catalog.Verbs;
import io.sluice.message.FileProblem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An integration as people look at it.
 *
 * @param state {@code live}, {@code paused}, {@code refused} or {@code not deployed}, if the environment does without
 *     it
 * @param takes what it works on: listeners, entities, or messages of other integrations
 * @param sends endpoints, {@code system/name}
 * @param problems why it is refused, {@code file:line: code: text}
 */
public record IntegrationView(
        String name,
        String state,
        String version,
        String description,
        String team,
        String contact,
        Integer criticality,
        String tier,
        String sensitivity,
        String latency,
        String source,
        String target,
        String purpose,
        List<String> takes,
        Map<String, String> publishes,
        Map<String, List<String>> reads,
        List<String> sends,
        List<String> businessKeys,
        List<String> problems) {

    static IntegrationView live(Integration integration, boolean paused) {
        Verbs verbs = integration.verbs();
        Stream<String> listeners = verbs.receives().stream().map(use -> use.transport() + ":" + use.listener());
        Stream<String> subscriptions = verbs.subscribes().stream()
                .flatMap(use -> Stream.concat(
                        use.entities().stream(), use.messagesOf().stream().map(name -> "message/" + name)));
        return new IntegrationView(
                integration.name(),
                paused ? "paused" : "live",
                integration.version(),
                integration.description(),
                integration.owner().team(),
                integration.owner().contact(),
                integration.criticality(),
                integration.tier().name(),
                word(integration.sensitivity()),
                word(integration.latency()),
                integration.source().orElse(null),
                integration.target().orElse(null),
                integration.purpose().orElse(null),
                Stream.concat(listeners, subscriptions).sorted().toList(),
                integration.publishes(),
                integration.reads(),
                verbs.sends().stream().map(Verbs.Send::id).distinct().sorted().toList(),
                integration.businessKeys(),
                List.of());
    }

    static IntegrationView refused(String name, Optional<Integration> known, List<FileProblem> problems) {
        List<String> lines = problems.stream().map(FileProblem::toString).toList();
        return known.map(integration -> live(integration, false).in("refused", lines))
                .orElseGet(() -> new IntegrationView(
                        name, "refused", null, null, null, null, null, null, null, null, null, null, null, List.of(),
                        Map.of(), Map.of(), List.of(), List.of(), lines));
    }

    static IntegrationView notDeployed(Integration integration) {
        return live(integration, false).in("not deployed", List.of());
    }

    private IntegrationView in(String state, List<String> problems) {
        return new IntegrationView(
                name,
                state,
                version,
                description,
                team,
                contact,
                criticality,
                tier,
                sensitivity,
                latency,
                source,
                target,
                purpose,
                takes,
                publishes,
                reads,
                sends,
                businessKeys,
                problems);
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
