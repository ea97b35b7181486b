package io.sluice.ledger;

import io.sluice.ledger.OutgoingBatch.Look;
import io.sluice.ledger.OutgoingFiles.Stage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes one file of many deliveries, and takes up those that were begun. What is in a file is committed together with
 * its number, its name and the leases of its members, so that it is one node's, and the same after any crash:
 *
 * <pre>
 * a batch of which a member  is leased, or waits to be tried again   nothing: one file after the other
 *                            is ready                                that one, with those of its members that are ready
 *                            is dead, and no other is left           the next one; it is taken up again when it is replayed
 * else                                                               a new one, when the terms say so
 * </pre>
 *
 * All nodes look one after the other, by an advisory lock of the endpoint.
 */
final class BatchClaims {

    private static final int LOOKING = 724;

    private final Claiming of;

    BatchClaims(Claiming of) {
        this.of = of;
    }

    /** A batch before its members are leased. */
    private record Begun(BatchRows.Open file, List<UUID> members) {}

    Look claim(String endpoint, BatchTerms terms) {
        return of.sessions().use("batch", session -> {
            List<Work> leased = new ArrayList<>();
            Look look = session.transaction(() -> {
                leased.clear();
                BatchRows rows = enter(session, endpoint);
                Optional<Begun> begun = begun(rows, terms);
                Optional<OutgoingBatch> batch = Optional.empty();
                if (begun.isPresent()) {
                    leased.addAll(rows.lease(begun.get().members(), of.epoch().getAsLong()));
                    batch = Optional.of(
                            batch(begun.get().file(), leased, of.reader().readWithoutBodies(session, leased)));
                }
                return new Look(batch, rows.cutAt());
            });
            leased.forEach(of.deliveries().leases()::add); // remembered only now that it is committed
            return look;
        });
    }

    /** @throws io.sluice.message.ProblemException {@code ledger.fenced} when a lease is lost */
    List<ClaimedDelivery> withBodies(List<ClaimedDelivery> members) {
        List<Work> works = members.stream()
                .map(member -> of.deliveries().leases().under(member.id(), member.epoch()))
                .toList();
        Map<UUID, ClaimedDelivery> found =
                of.sessions().use("bodies", session -> of.reader().read(session, works));
        return members.stream()
                .map(member -> found.get(member.id()).leased(member.seq(), member.epoch(), member.attempts()))
                .toList();
    }

    private BatchRows enter(Session session, String endpoint) throws SQLException {
        Instant now = of.clock().instant();
        Script script = new Script();
        Lanes.enter(script, of.epoch().getAsLong());
        script.run("select pg_advisory_xact_lock(" + LOOKING + ", hashtext(?))", endpoint);
        script.execute(session);
        return new BatchRows(session, endpoint, now);
    }

    private static OutgoingBatch batch(BatchRows.Open file, List<Work> leased, Map<UUID, ClaimedDelivery> bodiless) {
        List<ClaimedDelivery> members = Claiming.leased(leased, bodiless);
        return new OutgoingBatch(file.id(), file.sequence(), file.name(), file.stage(), file.closedAt(), members);
    }

    private static Optional<Begun> begun(BatchRows rows, BatchTerms terms) throws SQLException {
        for (BatchRows.Open open : rows.open()) {
            List<BatchRows.Member> members = rows.membersStillOpen(open.id());
            if (members.stream().anyMatch(BatchRows.Member::busy)) {
                return Optional.empty();
            }
            List<UUID> ready = ready(rows, open, members);
            if (!ready.isEmpty() || open.blank() && open.stage() != Stage.PLACED) {
                if (open.stage() == Stage.NAMED) {
                    rows.keepOnly(open.id(), ready);
                }
                return Optional.of(new Begun(open, ready));
            }
            if (members.isEmpty()) {
                rows.close(open.id());
            }
        }
        List<BatchRows.Candidate> candidates = rows.candidates(terms.count());
        Optional<Begun> written = writtenBefore(rows, candidates);
        return written.isPresent() ? written : fresh(rows, terms, candidates);
    }

    /**
     * What is in a file that was written is delivered with it; what was not written yet keeps its place in its lanes.
     */
    private static List<UUID> ready(BatchRows rows, BatchRows.Open file, List<BatchRows.Member> members)
            throws SQLException {
        List<BatchRows.Member> ready =
                members.stream().filter(BatchRows.Member::ready).toList();
        List<BatchRows.Member> free = file.stage() == Stage.NAMED ? rows.free(ready) : ready;
        return free.stream().map(BatchRows.Member::id).toList();
    }

    /** Those that were replayed after their file had been written and given up: it may lie where it should. */
    private static Optional<Begun> writtenBefore(BatchRows rows, List<BatchRows.Candidate> candidates)
            throws SQLException {
        for (BatchRows.Candidate one : candidates) {
            if (one.file() != null) {
                List<UUID> members = candidates.stream()
                        .filter(other -> one.file().equals(other.file()))
                        .map(BatchRows.Candidate::id)
                        .toList();
                return Optional.of(new Begun(rows.reopen(one.file()), members));
            }
        }
        return Optional.empty();
    }

    private static Optional<Begun> fresh(BatchRows rows, BatchTerms terms, List<BatchRows.Candidate> candidates)
            throws SQLException {
        long bytes = 0;
        List<UUID> members = new ArrayList<>();
        for (BatchRows.Candidate one : candidates) {
            if (!members.isEmpty() && bytes + one.size() > terms.size()) {
                bytes = terms.size();
                break;
            }
            members.add(one.id());
            bytes += one.size();
        }
        boolean full = members.size() >= terms.count() || bytes >= terms.size();
        boolean due = !full && rows.cut(terms.cut());
        if (full || due && (!members.isEmpty() || terms.blank())) {
            return Optional.of(new Begun(rows.name(terms.naming(), members), members));
        }
        return Optional.empty();
    }
}
