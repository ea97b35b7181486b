package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** What is done to dead work, within one transaction. Each call reads and judges before it writes. */
final class PostgresReopening implements Reopening {

    private final Session session;
    private final Payloads payloads;
    private final long epoch;
    private final Instant now;
    private final Reopened reopened;

    PostgresReopening(Session session, Payloads payloads, long epoch, Instant now, Reopened reopened) {
        this.session = session;
        this.payloads = payloads;
        this.epoch = epoch;
        this.now = now;
        this.reopened = reopened;
    }

    private record Letter(UUID id, char kind, UUID messageId, UUID runId) {}

    @Override
    public Connection connection() {
        return session.connection();
    }

    @Override
    public void discard(UUID deadLetter) throws SQLException {
        Letter letter = letter(deadLetter);
        List<Work> leaving = work(deadLetter).map(List::of).orElse(List.of());
        enter(List.of(), leaving);
        letter(deadLetter);
        Script script = new Script();
        if (letter.kind() == Work.DELIVERY) {
            script.run(
                    Day.of(Ids.day(letter.messageId())).sql("select close_deliveries({date}, ?, ?, 'DISCARDED', ?)"),
                    new UUID[] {letter.messageId()},
                    new UUID[] {letter.id()},
                    now);
        } else {
            script.run(
                    Day.of(Ids.day(letter.messageId()))
                            .sql("update run_{day} set state = 'FILTERED', code = 'discarded', finished_at = ?"
                                    + " where message_id = ? and id = ?"),
                    now,
                    letter.messageId(),
                    letter.runId());
            script.run(
                    Day.of(Ids.day(letter.messageId()))
                            .sql("update delivery_{day} set state = 'DISCARDED', finished_at = ? where message_id = ?"
                                    + " and run_id = ? and called and state not in ('DELIVERED', 'SUPERSEDED')"),
                    now,
                    letter.messageId(),
                    letter.runId());
            script.run("delete from work where id = ?", letter.id());
            Lanes.leaveLanes(script, leaving);
            script.run("delete from dead_letter where id = ?", letter.id());
        }
        wake(script, leaving);
    }

    @Override
    public void retryDelivery(UUID deliveryId) throws SQLException {
        Letter letter = letter(deliveryId);
        if (letter.kind() != Work.DELIVERY) {
            throw wrongState(deliveryId);
        }
        DeliveryRepeats repeats = new DeliveryRepeats(session, payloads, now);
        DeliveryRepeats.Sent sent = repeats.read(letter.messageId(), deliveryId);
        Optional<Work> blocked = work(deliveryId);
        NewWork again = sent.work(deliveryId);
        enter(blocked.isPresent() ? List.of() : List.of(again), blocked.stream().toList());
        letter(deliveryId);
        Script script = new Script();
        List<NewWork.Placed> placed = List.of();
        if (blocked.isPresent()) {
            script.run(
                    "update work set state = 'READY', epoch = null, due = ?, attempts = 0 where id = ?",
                    now,
                    deliveryId);
        } else {
            placed = Lanes.enqueue(script, epoch, now, List.of(again));
        }
        script.run("delete from dead_letter where id = ?", deliveryId);
        repeats.queued(script, sent);
        script.execute(session);
        if (placed.isEmpty() || placed.getFirst().state().equals("READY")) {
            reopened.ready(Work.DELIVERY, sent.endpoint());
        }
    }

    @Override
    public UUID repeatDelivery(UUID messageId, UUID deliveryId) throws SQLException {
        DeliveryRepeats repeats = new DeliveryRepeats(session, payloads, now);
        DeliveryRepeats.Sent sent = repeats.read(messageId, deliveryId);
        if (!sent.state().equals("DELIVERED")) {
            throw wrongState(deliveryId);
        }
        UUID later = Ids.v5("repeat", deliveryId, sent.revision() + 1);
        NewWork work = sent.work(later);
        enter(List.of(work), List.of());
        if (!repeats.read(messageId, deliveryId).state().equals("DELIVERED")) {
            throw wrongState(deliveryId);
        }
        Script script = new Script();
        repeats.repeated(script, sent, later);
        List<NewWork.Placed> placed = Lanes.enqueue(script, epoch, now, List.of(work));
        script.execute(session);
        if (placed.getFirst().state().equals("READY")) {
            reopened.ready(Work.DELIVERY, sent.endpoint());
        }
        return later;
    }

    @Override
    public UUID fix(UUID deadLetter, byte[] body) throws SQLException {
        Letter letter = letter(deadLetter);
        if (letter.kind() == Work.DELIVERY) {
            return fixDelivery(letter, body);
        }
        RunRepeats.Subject subject = new RunRepeats(session, now).subject(letter.messageId(), letter.runId());
        UUID run = rerun(letter.messageId(), subject.eventId(), subject.integration(), true, null);
        Script script = new Script();
        PayloadRows.insert(
                script,
                Day.of(Ids.day(letter.messageId())),
                List.of(new PayloadRows.Body(
                        letter.messageId(), run, Payloads.FIXED, payloads.seal(body, run, Payloads.FIXED))));
        script.execute(session);
        return run;
    }

    private UUID fixDelivery(Letter letter, byte[] body) throws SQLException {
        DeliveryRepeats repeats = new DeliveryRepeats(session, payloads, now);
        DeliveryRepeats.Sent sent = repeats.read(letter.messageId(), letter.id());
        UUID later = Ids.v5("fixed", sent.id(), sent.revision() + 1);
        Optional<Work> blocked = work(sent.id());
        NewWork work = sent.work(later);
        enter(blocked.isPresent() ? List.of() : List.of(work), blocked.stream().toList());
        letter(letter.id());
        Script script = new Script();
        if (blocked.isPresent()) {
            repeats.takePlace(script, sent.id(), later);
        }
        repeats.repeated(script, sent.with(body), later);
        List<NewWork.Placed> placed =
                blocked.isPresent() ? List.of() : Lanes.enqueue(script, epoch, now, List.of(work));
        script.execute(session);
        if (placed.isEmpty() || placed.getFirst().state().equals("READY")) {
            reopened.ready(Work.DELIVERY, sent.endpoint());
        }
        return later;
    }

    @Override
    public UUID rerun(UUID messageId, UUID eventId, String integration, boolean remap, UUID replayId)
            throws SQLException {
        RunRepeats repeats = new RunRepeats(session, now);
        RunRepeats.Past past = repeats.read(messageId, eventId, integration);
        if (!past.repeatable(remap)) {
            throw wrongState(past.id());
        }
        Optional<Work> blocked = work(past.id());
        RunRows.NewRun run = past.again(remap, replayId);
        NewWork work = NewWork.run(run, 0, false);
        enter(blocked.isPresent() ? List.of() : List.of(work), blocked.stream().toList());
        RunRepeats.Past still = repeats.read(messageId, eventId, integration);
        if (!still.id().equals(past.id()) || !still.repeatable(remap)) {
            throw wrongState(past.id());
        }
        Script script = new Script();
        repeats.replace(script, past, run);
        List<NewWork.Placed> placed = List.of();
        if (blocked.isPresent()) {
            repeats.takePlace(script, past.id(), run.id());
        } else {
            placed = Lanes.enqueue(script, epoch, now, List.of(work));
        }
        script.execute(session);
        if (placed.isEmpty() || placed.getFirst().state().equals("READY")) {
            reopened.ready(Work.RUN, integration);
        }
        return run.id();
    }

    private void enter(List<NewWork> entering, List<Work> leaving) throws SQLException {
        Script script = new Script();
        Lanes.enter(script, epoch, LongStream.concat(NewWork.lanes(entering), Lanes.of(leaving)));
        script.execute(session);
    }

    private void wake(Script script, List<Work> left) throws SQLException {
        List<Work> woken = Lanes.wake(script, epoch, now, left, Map.of());
        script.execute(session);
        woken.forEach(work -> reopened.ready(work.kind(), work.owner()));
    }

    private Letter letter(UUID id) throws SQLException {
        Script script = new Script();
        List<Letter> letters = script.query(
                "select id, kind, message_id, run_id from dead_letter where id = ?",
                row -> new Letter(
                        row.getObject(1, UUID.class),
                        row.getString(2).charAt(0),
                        row.getObject(3, UUID.class),
                        row.getObject(4, UUID.class)),
                id);
        script.execute(session);
        if (letters.isEmpty()) {
            throw new ProblemException(LedgerProblem.NOT_FOUND, id.toString());
        }
        return letters.getFirst();
    }

    private Optional<Work> work(UUID id) throws SQLException {
        Script script = new Script();
        List<Work> works = script.query("select " + Work.COLUMNS + " from work where id = ?", Work::read, id);
        script.execute(session);
        return works.stream().findFirst();
    }

    static ProblemException wrongState(UUID id) {
        return new ProblemException(LedgerProblem.WRONG_STATE, id.toString());
    }
}
