package io.sluice.receive;

import io.sluice.catalog.Ack;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Routing;
import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.ledger.Arrival;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerProblem;
import io.sluice.ledger.Receipt;
import io.sluice.message.ProblemException;
import io.sluice.receive.Verdict.Answer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes what any transport has read: inspects it, finds its integration, reads its keys and gives it to the ledger.
 *
 * <ol>
 *   <li>Never blocks and never throws; may be called by many threads.
 *   <li>Calls of one thread reach the ledger in their order.
 *   <li>A verdict is given after the commit, and says Unavailable when there was none.
 *   <li>What is refused is kept too, under its integration or {@link Arrival#UNROUTED}.
 * </ol>
 */
public final class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final CatalogHolder catalog;
    private final Ledger ledger;
    private final ReceiveMeter meter;
    private final Throttle throttle;
    private volatile IntakePlan plan;

    /** One for all transports, so that a system's limit holds over all of them. */
    public Intake(CatalogHolder catalog, Ledger ledger, ReceiveMeter meter) {
        this(catalog, ledger, meter, new Throttle(catalog, System::nanoTime, meter));
    }

    Intake(CatalogHolder catalog, Ledger ledger, ReceiveMeter meter, Throttle throttle) {
        this.throttle = throttle;
        this.catalog = catalog;
        this.ledger = ledger;
        this.meter = meter;
        this.plan = new IntakePlan(catalog.current());
    }

    /** Every transport asks it before it takes a message. */
    public Throttle throttle() {
        return throttle;
    }

    /** Takes a whole message. */
    public Taken take(Inbound inbound) {
        return take(inbound, inspection -> inspection.inspect(inbound.bytes()));
    }

    /** Takes a record of a file, whose integration is known and which its transport has parsed: by the same rules. */
    public Taken takeRecord(Inbound inbound, Content content) {
        return take(inbound, inspection -> inspection.judge(content, inbound.bytes()));
    }

    private Taken take(Inbound inbound, Function<Inspection, Inspected> look) {
        try {
            IntakePlan now = plan();
            Inspected inspected = look.apply(now.inspection(inbound));
            if (inspected.content() == null || inspected.problem() == ReceiveProblem.TYPE_MISSING) {
                return unreadable(inbound, inspected, now);
            }
            return switch (now.route(inbound, inspected)) {
                case Routing.Accepted accepted -> accept(inbound, inspected, accepted.integration(), now);
                case Routing.UnacceptedType type ->
                    unrouted(inbound, inspected, ReceiveProblem.TYPE_NOT_ACCEPTED, "MSH-9", type.answer());
                case Routing.UnacceptedVersion version ->
                    unrouted(inbound, inspected, ReceiveProblem.VERSION_NOT_ACCEPTED, "MSH-12", version.answer());
            };
        } catch (RuntimeException e) {
            return failed(inbound, e);
        }
    }

    /** Keeps a record of a file that cannot be read, under the integration that it is for. */
    public Taken refuseRecord(Inbound inbound, Format format, String where) {
        try {
            return unreadable(
                    inbound, new Inspected(format, null, null, ReceiveProblem.CONTENT_INVALID, where), plan());
        } catch (RuntimeException e) {
            return failed(inbound, e);
        }
    }

    private Taken unreadable(Inbound inbound, Inspected inspected, IntakePlan now) {
        Optional<Integration> addressed = now.addressed(inbound);
        String integration = addressed.map(Integration::name).orElse(Arrival.UNROUTED);
        return refuse(
                inbound, inspected, integration, addressed.map(Integration::ack).orElse(Ack.DEFAULT), Answer.REJECT);
    }

    /** Keeps what the transport itself refuses, for example a frame that has no end. */
    public Taken refuse(Inbound inbound, ReceiveProblem rule) {
        try {
            IntakePlan now = plan();
            Format format = now.inspection(inbound).format();
            Hl7Header known =
                    format == Format.HL7V2 ? Hl7Header.peek(inbound.bytes()).orElse(null) : null;
            return unreadable(inbound, new Inspected(format, null, known, rule, ""), now);
        } catch (RuntimeException e) {
            return failed(inbound, e);
        }
    }

    private Taken accept(Inbound inbound, Inspected inspected, Integration integration, IntakePlan now) {
        if (inspected.problem() != null) {
            return refuse(inbound, inspected, integration.name(), integration.ack(), Answer.REJECT);
        }
        Arrival arrival = Arrivals.accepted(inbound, inspected, integration, now);
        Answer onConflict = answer(integration.ack().onConflict());
        String key = inspected.header() == null ? "" : "MSH-10";
        return store(inbound, inspected.header(), integration.ack(), arrival, receipt -> switch (receipt) {
            case Receipt.Stored stored -> new Verdict.Accepted(stored.messageId());
            case Receipt.Duplicate again -> new Verdict.AcceptedDuplicate(again.messageId(), again.originalId());
            case Receipt.Conflict conflict ->
                new Verdict.Refused(conflict.messageId(), ReceiveProblem.DUPLICATE_CONFLICT, key, onConflict);
            case Receipt.Refused impossible ->
                throw new IllegalStateException("an arrival without a refusal was kept as refused");
        });
    }

    private Taken unrouted(
            Inbound inbound, Inspected inspected, ReceiveProblem problem, String where, String declaredAnswer) {
        // What is wrong with the message itself comes first: no list of types would make it acceptable.
        Inspected refused = inspected.problem() != null
                ? inspected
                : inspected.breaking(problem, inspected.header() == null ? "" : where);
        Answer answer = inspected.problem() != null ? Answer.REJECT : answer(declaredAnswer);
        return refuse(inbound, refused, Arrival.UNROUTED, Ack.DEFAULT, answer);
    }

    private Taken refuse(Inbound inbound, Inspected inspected, String integration, Ack ack, Answer answer) {
        ReceiveProblem problem = inspected.problem();
        Arrival arrival = Arrivals.refused(inbound, inspected, integration);
        return store(
                inbound,
                inspected.header(),
                ack,
                arrival,
                receipt -> new Verdict.Refused(receipt.messageId(), problem, inspected.where(), answer));
    }

    private Taken store(Inbound inbound, Hl7Header header, Ack ack, Arrival arrival, Sentence sentence) {
        long began = System.nanoTime();
        CompletableFuture<Verdict> verdict = ledger.receive(arrival).handle((receipt, failure) -> {
            try {
                return failure == null ? sentence.of(receipt) : unavailable(inbound, failure);
            } catch (RuntimeException e) {
                return unavailable(inbound, e);
            }
        });
        verdict.thenAccept(given -> count(arrival, given, System.nanoTime() - began));
        return new Taken(header, ack, verdict);
    }

    /** What a receipt means for the sender. */
    private interface Sentence {
        Verdict of(Receipt receipt);
    }

    private void count(Arrival arrival, Verdict verdict, long nanos) {
        switch (verdict) {
            case Verdict.Accepted accepted -> meter.accepted(arrival.listener(), arrival.integration(), nanos);
            case Verdict.AcceptedDuplicate again -> meter.duplicate(arrival.listener(), arrival.integration());
            case Verdict.Refused refused -> {
                meter.refused(arrival.listener(), refused.problem());
                LOG.infof(
                        "%s%s: message %s of listener %s refused and kept under %s",
                        refused.problem().code(),
                        refused.where().isEmpty() ? "" : " at " + refused.where(),
                        refused.messageId(),
                        arrival.listener(),
                        arrival.integration());
            }
            case Verdict.Unavailable away -> meter.refused(arrival.listener(), away.problem());
        }
    }

    private Taken failed(Inbound inbound, RuntimeException e) {
        Verdict verdict = unavailable(inbound, e);
        meter.refused(inbound.listener().name(), ReceiveProblem.FAILED);
        return new Taken(null, Ack.DEFAULT, CompletableFuture.completedFuture(verdict));
    }

    private Verdict unavailable(Inbound inbound, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ProblemException known && known.problem() != LedgerProblem.NOT_STORABLE) {
            // The ledger logs why it is away, once; here it would be a line for each message of a busy day.
            return new Verdict.Unavailable(ReceiveProblem.LEDGER_AWAY);
        }
        LOG.errorf(
                "%s: a message of listener %s was not stored and not acknowledged; its sender will repeat it: %s",
                ReceiveProblem.FAILED.code(), inbound.listener().name(), Unexpected.describe(cause));
        return new Verdict.Unavailable(ReceiveProblem.FAILED);
    }

    private static Answer answer(String declared) {
        return switch (declared) {
            case "AA" -> Answer.ACCEPT;
            case "AE" -> Answer.ERROR;
            default -> Answer.REJECT;
        };
    }

    private IntakePlan plan() {
        Catalog current = catalog.current();
        IntakePlan known = plan;
        if (!known.of(current)) {
            plan = known = new IntakePlan(current); // two threads may both make one: the same, from the same snapshot
        }
        return known;
    }
}
