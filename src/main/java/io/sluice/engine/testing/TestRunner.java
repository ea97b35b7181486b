package io.sluice.engine.testing;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.HttpListener;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Listener;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.Verbs;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunExecutor;
import io.sluice.format.hl7.AckReader;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.json.Json;
import io.sluice.format.records.FileRecord;
import io.sluice.ledger.Arrival;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult;
import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import io.sluice.receive.Inbound;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import io.sluice.receive.Taken;
import io.sluice.receive.http.Rehearsal;
import io.sluice.receive.mllp.AckWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Runs analysts' tests over one catalogue: the door, the route, its mappings and contracts are the engine's own; what
 * the run wants to happen is compared instead of done. One instance serves many tests, one at a time.
 */
public final class TestRunner implements AutoCloseable {

    private final Catalog catalog;
    private final CamelContext camel = new DefaultCamelContext();
    private final CapturingLedger ledger = new CapturingLedger();
    private final ScriptedCaller caller = new ScriptedCaller();
    private final Intake intake;
    private final RunExecutor executor;
    private final IntegrationRoutes routes;

    public TestRunner(Catalog catalog) {
        this.catalog = catalog;
        CatalogHolder holder = new CatalogHolder(catalog);
        this.intake = new Intake(holder, ledger, ReceiveMeter.NONE);
        this.routes = new IntegrationRoutes(camel, new Entrances());
        this.executor = new RunExecutor(routes);
        new Verbs(holder, caller::away, caller).addTo(camel, routes.entrances());
        camel.start();
        routes.load(catalog);
    }

    /** What came of the test's input. */
    TestOutcome run(TestFile file) {
        if (!file.tables().isEmpty()) {
            try (TestRunner withTables = new TestRunner(GivenTables.in(catalog, file))) {
                return withTables.carry(file);
            }
        }
        return carry(file);
    }

    private TestOutcome carry(TestFile file) {
        IntegrationTest.Given given = file.test().given();
        caller.script(file);
        Instant clock = file.clock();
        if (given.event() != null) {
            byte[] data =
                    Json.write(file.tree(given.event().data(), given.event().file()));
            return outcome(
                    null,
                    executor.execute(eventRun(file.integration(), given.event().entity(), data, clock)));
        }
        if (given.request() != null) {
            return requested(file, clock);
        }
        byte[] message = file.message(given.message());
        if (file.integration().verbs().receives().isEmpty()) {
            return outcome(
                    null,
                    executor.execute(messageRun(
                            file.integration().name(), Ids.v7(clock), sender(file.integration()), message, clock)));
        }
        Listener listener = catalog.listener(
                        file.integration().verbs().receives().getFirst().listener())
                .orElseThrow();
        return listener instanceof FileListener
                ? read(file, listener, message, clock)
                : received(listener, message, clock);
    }

    private TestOutcome requested(TestFile file, Instant clock) {
        HttpListener listener = file.integration().verbs().receives().stream()
                .flatMap(receive -> catalog.listener(receive.listener()).stream())
                .flatMap(one -> one instanceof HttpListener http ? Stream.of(http) : Stream.empty())
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(EngineProblem.TEST_UNREADABLE, file.name() + " (given.request)"));
        RequestOfATest request = RequestOfATest.of(file);
        Rehearsal.Answer answer = new Rehearsal(catalog, listener, intake)
                .request(request.method(), request.path(), request.headers(), request.body(), clock);
        if (!answer.problem().isEmpty()) {
            return TestOutcome.refused(answer.problem()).answered(answer.status());
        }
        Arrival arrival = ledger.last();
        RunResult result = executor.execute(receivedRun(arrival, arrival.bytes(), arrival.attachment(), clock));
        return outcome(null, result).answered(status(file.integration(), result, answer.status()));
    }

    /** What the caller is answered: at once, or when the run has ended. */
    private static int status(Integration integration, RunResult result, int stored) {
        if (integration.answersWithin().isEmpty()) {
            return stored;
        }
        return switch (result.end()) {
            case RunResult.End.Dead dead -> Rehearsal.statusOfFailure(dead.code());
            case RunResult.End.Filtered filtered
            when result.answer() == null -> Rehearsal.statusOfFailure(filtered.reason());
            default -> result.answer().status();
        };
    }

    private TestOutcome read(TestFile file, Listener listener, byte[] whole, Instant clock) {
        FileRecord record = FileOfATest.record(file.integration(), whole, file.name());
        FileOfATest.take(intake, listener, file.integration(), record, clock)
                .verdict()
                .join();
        Arrival arrival = ledger.last();
        if (arrival.refusal() != null) {
            return TestOutcome.rejected(null, arrival.refusal());
        }
        return outcome(null, executor.execute(receivedRun(arrival, record.bytes(), record.content(), clock)));
    }

    private TestOutcome received(Listener listener, byte[] message, Instant clock) {
        Taken taken = intake.take(new Inbound(listener, "127.0.0.1", clock, message));
        byte[] ack = new AckWriter(InstantSource.fixed(clock), ZoneOffset.UTC)
                .write(taken, taken.verdict().join())
                .orElse(new byte[0]);
        AckReader.Reply reply = ack.length == 0 ? null : AckReader.read(ack);
        Arrival arrival = ledger.last();
        if (arrival.refusal() != null) {
            return TestOutcome.rejected(reply, arrival.refusal());
        }
        return outcome(reply, executor.execute(receivedRun(arrival, arrival.bytes(), arrival.attachment(), clock)));
    }

    /** Of the messages that an integration subscribes to: their times without an offset are in its zone. */
    private String sender(Integration subscriber) {
        return subscriber.verbs().subscribes().stream()
                .flatMap(subscribe -> subscribe.messagesOf().stream())
                .flatMap(name -> catalog.integration(name).stream())
                .flatMap(integration -> integration.source().stream())
                .findFirst()
                .orElse("test");
    }

    private static ReadyRun receivedRun(Arrival arrival, byte[] bytes, Object content, Instant clock) {
        UUID id = arrival.id();
        return new ReadyRun(
                id,
                id,
                null,
                null,
                arrival.integration(),
                0,
                null,
                1,
                1,
                0,
                clock,
                arrival.system(),
                arrival.format(),
                arrival.type(),
                arrival.controlId(),
                id.toString(),
                null,
                bytes,
                arrival.origin().headers(),
                content);
    }

    private static ReadyRun messageRun(String integration, UUID id, String system, byte[] message, Instant clock) {
        Hl7Message parsed = Hl7Message.parse(message);
        return new ReadyRun(
                id,
                id,
                null,
                null,
                integration,
                0,
                null,
                1,
                1,
                0,
                clock,
                system,
                "hl7v2",
                parsed.header().type(),
                parsed.header().controlId(),
                id.toString(),
                null,
                message,
                Map.of(),
                parsed);
    }

    private static ReadyRun eventRun(Integration integration, String entity, byte[] data, Instant clock) {
        UUID id = Ids.v7(clock);
        return new ReadyRun(
                id,
                id,
                id,
                entity,
                integration.name(),
                0,
                null,
                1,
                1,
                0,
                clock,
                "test",
                "json",
                "",
                "",
                id.toString(),
                null,
                data,
                Map.of(),
                null);
    }

    private TestOutcome outcome(AckReader.Reply ack, RunResult result) {
        return TestOutcome.of(
                ack, result, routes.live(result.run().integration()).orElseThrow(), caller.made());
    }

    @Override
    public void close() {
        camel.stop();
    }
}
