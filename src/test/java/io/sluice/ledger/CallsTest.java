package io.sluice.ledger;

import static io.sluice.ledger.Arriving.INTEGRATION;
import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Calls in the record: under the lease of their run, and with their run only. */
class CallsTest {

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final TestSink sink = new TestSink();

    private ReadyRun received(PostgresLedger ledger) {
        get(ledger.receive(message().lanes("a").build()));
        return sink.next();
    }

    private static ClaimedDelivery made(PostgresLedger ledger, ReadyRun run) {
        Calling calling = get(ledger.call(run, Results.delivery(run, Results.ERP, "a"), false));
        assertThat(calling).isInstanceOf(Calling.Make.class);
        return ((Calling.Make) calling).request();
    }

    @Test
    void aReplyIsKnownToWhoeverAsksAgain() {
        PostgresLedger ledger = world.node("one", sink);
        ReadyRun run = received(ledger);
        get(ledger.called(run, Results.delivered(made(ledger, run))));

        Calling again = get(ledger.call(run, Results.delivery(run, Results.ERP, "a"), false));

        assertThat(again).isInstanceOfSatisfying(Calling.Replied.class, known -> {
            assertThat(known.status()).isEqualTo("201");
            assertThat(known.reply()).asString().isEqualTo("{}");
        });
        assertThat(world.number("select count(*) from work where kind = 'D'")).isZero();
    }

    @Test
    void aReplyOfAZombieIsRefused() {
        PostgresLedger zombie = world.node("zombie", sink);
        ReadyRun run = received(zombie);
        ClaimedDelivery call = made(zombie, run);
        world.execute("update work set epoch = null, state = 'READY' where id = '" + run.id() + "'");

        assertThatThrownBy(() -> get(zombie.called(run, Results.delivered(call))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.FENCED));
        assertThat(world.text("select state from delivery")).isEqualTo("QUEUED");
    }

    @Test
    void whatWasBeingSentWhenTheEngineDiedIsInDoubtUnlessItCanBeAskedFor() {
        PostgresLedger dying = world.node("dying", sink);
        ReadyRun run = received(dying);
        get(dying.calling(run, made(dying, run)));
        dying.kill();
        PostgresLedger other = world.node("other", sink);
        ReadyRun again = sink.next();

        Calling asked = get(other.call(again, Results.delivery(again, Results.ERP, "a"), true));
        get(other.calling(again, ((Calling.Make) asked).request()));
        Calling doubt = get(other.call(again, Results.delivery(again, Results.ERP, "a"), false));
        Calling still = get(other.call(again, Results.delivery(again, Results.ERP, "a"), false));

        assertThat(((Calling.Make) asked).request().attempts())
                .as("it may have gone out")
                .isEqualTo(1);
        assertThat(List.of(doubt, still)).containsOnly(new Calling.Ended("send.in-doubt", "", true));
    }

    @Test
    void aDiscardedRunTakesItsCallWithItAndHasNoAnswer() {
        PostgresLedger ledger = world.node("one", sink);
        ReadyRun run = received(ledger);
        ClaimedDelivery call = made(ledger, run);
        get(ledger.called(run, Results.result(call, new Next.Dead("send.refused", "", "BUSINESS", "", true))));
        get(ledger.finish(new RunResult(
                run,
                new RunResult.End.InDoubt("send.unanswered", "send:erp/customers", "", "TRANSPORT", "Finance", true),
                List.of(),
                List.of(),
                List.of(),
                Map.of())));
        Answers answers = new Answers(world.pool, world.keyring);
        assertThat(answers.of(run.messageId())).isEqualTo(new Answered.Never("send.unanswered", true));
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_DOUBT", 1L));

        ledger.reopen(work -> {
            work.discard(run.id());
            return null;
        });

        assertThat(world.text("select state from delivery")).isEqualTo("DISCARDED");
        assertThat(answers.of(run.messageId())).isEqualTo(new Answered.Never("discarded", false));
    }

    @Test
    void anAnswerAndItsKeysAreCommittedWithTheRun() {
        PostgresLedger ledger = world.node("one", sink);
        ReadyRun run = received(ledger);
        Answers answers = new Answers(world.pool, world.keyring);
        assertThat(answers.of(run.messageId())).isEqualTo(new Answered.NotYet());
        byte[] body = "{\"name\":\"EVERYWOMAN\"}".getBytes(StandardCharsets.UTF_8);

        get(ledger.finish(new RunResult(
                run,
                new RunResult.End.Routed(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                java.util.Set.of(),
                List.of(),
                new Answer(201, "application/json", body),
                Map.of("order", "45"))));

        assertThat(answers.of(run.messageId())).isInstanceOfSatisfying(Answered.By.class, by -> {
            assertThat(by.answer().status()).isEqualTo(201);
            assertThat(by.answer().contentType()).isEqualTo("application/json");
            assertThat(by.answer().body()).isEqualTo(body);
        });
        Instant received = Ids.time(run.messageId());
        assertThat(answers.newest("order", "45", received.minusSeconds(600))).isPresent();
        assertThat(answers.newest("order", "46", received.minusSeconds(600))).isEmpty();
        assertThat(answers.newest("order", "45", received.plusSeconds(600))).isEmpty();
        assertThat(world.text("select state from run")).isEqualTo("COMPLETED");
    }
}
