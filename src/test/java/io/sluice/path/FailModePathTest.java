package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ledger.Alert;
import io.sluice.ledger.DeadLetter;
import io.sluice.ledger.Trace;
import io.sluice.message.Hop;
import io.sluice.message.RunState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each tier does when a control cannot be applied, from the request to the delivery, over real HTTP, PostgreSQL
 * and files: tier 1 is closed, tier 2 holds, tier 3 degrades, tier 4 is open with a flag.
 */
class FailModePathTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private FailModeWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new FailModeWorld(folder);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    @Test
    void withoutTheContractEachTierDoesAsItSays() throws Exception {
        world.forgetContract("1.1.0");

        Trace closed = world.ended(world.post("/tier1/publish"), RunState.DEAD);
        Trace held = world.ended(world.post("/tier2/publish"), RunState.HELD);
        Trace degraded = world.ended(world.post("/tier3/publish"), RunState.ROUTED);
        Trace open = world.ended(world.post("/tier4/publish"), RunState.ROUTED);

        assertThat(closed.events()).isEmpty();
        assertThat(letter(closed)).isEqualTo("DEAD publish.no-contract Callers");
        assertThat(held.events()).isEmpty();
        assertThat(letter(held)).isEqualTo("HELD publish.contract-held Callers");
        assertThat(degraded.events()).singleElement().satisfies(event -> {
            assertThat(event.version()).isEqualTo("1.0.0"); // the newest of the major that is there
            assertThat(event.flags()).containsExactly("contract-degraded");
        });
        assertThat(open.events()).singleElement().satisfies(event -> {
            assertThat(event.version()).isEqualTo("1.1.0"); // as asked for: nothing was checked
            assertThat(event.classification()).isEqualTo("phi.sensitive");
            assertThat(event.flags()).containsExactly("contract-open");
        });
        assertThat(flags(open)).containsExactly("publish:note contract-open");
        assertThat(world.found("contract-open")).containsExactly(open.message().id());
        assertThat(world.found("contract-degraded"))
                .containsExactly(degraded.message().id());
        assertThat(world.counted("tier4", "contract-open")).isEqualTo(1);
    }

    @Test
    void withoutACodeTableEachTierDoesAsItSays() throws Exception {
        Trace closed = world.ended(world.post("/tier1/code"), RunState.DEAD);
        Trace held = world.ended(world.post("/tier2/code"), RunState.HELD);
        Trace degraded = world.ended(world.post("/tier3/code"), RunState.COMPLETED);
        Trace open = world.ended(world.post("/tier4/code"), RunState.COMPLETED);

        assertThat(letter(closed)).isEqualTo("DEAD map.table-unknown Team 1");
        assertThat(letter(held)).isEqualTo("HELD map.table-held Team 2");
        assertThat(world.body(degraded, "delivery.1.request")).isEqualTo("{\"unit\":\"unknown\"}");
        assertThat(flags(degraded)).containsExactly("map:coded codes-degraded");
        assertThat(world.body(open, "delivery.1.request")).isEqualTo("{\"unit\":\"KGM\"}");
        assertThat(flags(open)).containsExactly("map:coded codes-open");
        assertThat(world.found("codes-open")).containsExactly(open.message().id());
    }

    @Test
    void whileATargetIsAwayEachTierDoesAsItSays() throws Exception {
        world.openBreaker();

        Trace closed = world.ended(world.post("/tier1/send"), RunState.ROUTED);
        Trace held = world.ended(world.post("/tier2/send"), RunState.HELD);
        Trace degraded = world.ended(world.post("/tier3/send"), RunState.COMPLETED);
        Trace open = world.ended(world.post("/tier4/send"), RunState.ROUTED);

        assertThat(deliveries(closed)).containsExactly("receiver/main QUEUED");
        assertThat(flags(closed)).isEmpty();
        assertThat(held.deliveries()).isEmpty();
        assertThat(letter(held)).isEqualTo("HELD run.target-held Receivers");
        assertThat(deliveries(degraded)).containsExactly("receiver/spare DELIVERED");
        assertThat(flags(degraded)).containsExactly("send:receiver/main target-degraded");
        assertThat(spare()).containsExactly("{\"code\":\"KGM\"}");
        assertThat(deliveries(open)).containsExactly("receiver/main QUEUED");
        assertThat(flags(open)).containsExactly("send:receiver/main target-open");

        world.closeBreaker();
        world.ended(closed.message().id(), RunState.COMPLETED);
        world.ended(open.message().id(), RunState.COMPLETED);
        assertThat(spare()).hasSize(1);
    }

    @Test
    void whileASystemThatIsCalledIsAwayEachTierDoesAsItSays() throws Exception {
        world.openBreaker();

        Trace closed = world.ended(world.post("/tier1/call"), RunState.DEAD);
        Trace held = world.ended(world.post("/tier2/call"), RunState.HELD);
        Trace degraded = world.ended(world.post("/tier3/call"), RunState.COMPLETED);
        Trace open = world.ended(world.post("/tier4/call"), RunState.COMPLETED);

        assertThat(letter(closed)).isEqualTo("DEAD send.breaker-open Receivers");
        assertThat(letter(held)).isEqualTo("HELD run.target-held Receivers");
        assertThat(sent(degraded)).isEqualTo("{\"from\":\"copy\"}");
        assertThat(flags(degraded)).containsExactly("send:receiver/lookup target-degraded");
        assertThat(call(degraded))
                .containsEntry("unanswered", "send.breaker-open")
                .containsEntry("fallback", "receiver/copy")
                .containsEntry("status", "200");
        assertThat(sent(open)).isEqualTo("{\"from\":\"nobody\"}");
        assertThat(flags(open)).containsExactly("send:receiver/lookup target-open");
        assertThat(call(open)).containsEntry("unanswered", "send.breaker-open").doesNotContainKey("fallback");
        assertThat(world.found("target-open")).containsExactly(open.message().id());
        assertThat(world.found("target-degraded"))
                .containsExactly(degraded.message().id());
        assertThat(world.counted("tier4", "target-open")).isEqualTo(1);
        assertThat(world.asked()).as("nobody else was called").containsExactly("/copy");
    }

    @Test
    void aCallThatIsHeldIsMadeWhenItsRunIsReleased() throws Exception {
        world.openBreaker();
        Trace held = world.ended(world.post("/tier2/call"), RunState.HELD);
        assertThat(world.balance("tier2").held()).isEqualTo(1);

        world.closeBreaker();
        world.replay(held.deadLetters().getFirst().id());

        Trace done = world.ended(held.message().id(), RunState.COMPLETED);
        assertThat(sent(done)).isEqualTo("{\"from\":\"lookup\"}");
        assertThat(done.deadLetters()).isEmpty();
        assertThat(world.asked()).containsExactly("/lookup");
        assertThat(flags(done)).isEmpty();
    }

    @Test
    void aSystemThatDoesNotComeToAnAnswerInTimeIsAwayAndOneThatRefusesIsNot() throws Exception {
        world.lookupAnswers(503);
        Trace open = world.ended(world.post("/tier4/call"), RunState.COMPLETED);
        Trace degraded = world.ended(world.post("/tier3/call"), RunState.COMPLETED);
        assertThat(sent(open)).isEqualTo("{\"from\":\"nobody\"}");
        assertThat(call(open)).containsEntry("unanswered", "send.server-error");
        assertThat(sent(degraded)).isEqualTo("{\"from\":\"copy\"}");

        world.lookupAnswers(422);
        for (int tier = 1; tier <= 4; tier++) {
            Trace refused = world.ended(world.post("/tier" + tier + "/call"), RunState.DEAD);
            assertThat(letter(refused)).startsWith("DEAD send.refused");
        }
    }

    @Test
    void whatIsHeldGoesOnWhenAPersonReleasesItAndEndsWhenOneDiscardsIt() throws Exception {
        world.openBreaker();
        UUID released = world.post("/tier2/send");
        UUID discarded = world.post("/tier2/send");
        DeadLetter one = world.ended(released, RunState.HELD).deadLetters().getFirst();
        DeadLetter other = world.ended(discarded, RunState.HELD).deadLetters().getFirst();
        assertThat(world.held()).containsExactlyInAnyOrder(released, discarded);
        assertThat(world.balance("tier2").held()).isEqualTo(2);

        world.closeBreaker();
        world.replay(one.id());
        world.discard(other.id());

        Trace done = world.ended(released, RunState.COMPLETED);
        assertThat(deliveries(done)).containsExactly("receiver/main DELIVERED");
        assertThat(world.ended(discarded, RunState.FILTERED).deliveries()).isEmpty();
        await().atMost(SOON).until(() -> world.balance("tier2").held() == 0);
        assertThat(world.balance("tier2").completed()).isEqualTo(1);
        assertThat(world.balance("tier2").filtered()).isEqualTo(1);
    }

    @Test
    void whatWaitsLongerThanItsTierAllowsRaisesOneAlertForItsOwner() throws Exception {
        world.openBreaker();
        Trace waiting = world.ended(world.post("/tier1/send"), RunState.ROUTED);
        world.ended(world.post("/tier4/send"), RunState.ROUTED);
        Trace held = world.ended(world.post("/tier2/send"), RunState.HELD);

        world.lookForAlerts(Duration.ofMinutes(4));
        assertThat(world.alerts()).isEmpty();
        world.lookForAlerts(Duration.ofMinutes(6));
        world.lookForAlerts(Duration.ofMinutes(7));

        assertThat(world.alerts().stream().map(Alert::cause))
                .containsExactlyInAnyOrder(
                        new Alert.Cause(Alert.Kind.DELIVERY, "tier1", "receiver/main", "Team 1", "desk-1"),
                        new Alert.Cause(Alert.Kind.DEAD_LETTER, "tier2", "", "Team 2", "desk-2"));
        assertThat(world.alerts().stream()
                        .filter(alert -> alert.cause().kind() == Alert.Kind.DELIVERY)
                        .map(Alert::count))
                .containsExactly(2);
        assertThat(world.alertGauge("tier1")).isEqualTo(1);

        world.closeBreaker();
        world.ended(waiting.message().id(), RunState.COMPLETED);
        world.discard(held.deadLetters().getFirst().id());
        world.lookForAlerts(Duration.ofMinutes(8));
        await().atMost(SOON).untilAsserted(() -> {
            world.lookForAlerts(Duration.ofMinutes(8));
            assertThat(world.alerts()).isEmpty();
        });
        assertThat(world.everAlerted()).isEqualTo(2);
        assertThat(world.alertGauge("tier1")).isZero();
    }

    private List<String> spare() throws Exception {
        try (var files = Files.list(folder.resolve("spare"))) {
            return files.filter(file -> !file.toString().endsWith(".part"))
                    .map(FailModePathTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the route has made of the reply, or of none. */
    private String sent(Trace trace) {
        List<String> endpoints =
                trace.deliveries().stream().map(one -> one.endpoint()).toList();
        return world.body(trace, "delivery." + (endpoints.indexOf("receiver/spare") + 1) + ".request");
    }

    private static Map<String, String> call(Trace trace) {
        return trace.runs().getLast().hops().stream()
                .filter(hop -> hop.name().equals("send:receiver/lookup"))
                .findFirst()
                .orElseThrow()
                .detail();
    }

    private static List<String> deliveries(Trace trace) {
        return trace.deliveries().stream()
                .map(delivery -> delivery.endpoint() + " " + delivery.state())
                .toList();
    }

    private static List<String> flags(Trace trace) {
        return trace.runs().getLast().hops().stream()
                .filter(hop -> hop.detail().containsKey("flag"))
                .map((Hop hop) -> hop.name() + " " + hop.detail().get("flag"))
                .toList();
    }

    private static String letter(Trace trace) {
        assertThat(trace.deadLetters()).hasSize(1);
        DeadLetter letter = trace.deadLetters().getFirst();
        return letter.state() + " " + letter.cause().code() + " " + letter.owner();
    }
}
