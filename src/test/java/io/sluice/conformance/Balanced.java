package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.Arrival;
import io.sluice.ledger.Balance;

/** Design section 4: received = completed + filtered + rejected + duplicate + held + dead + inDoubt + inProgress. */
final class Balanced implements Control {

    private static final String COUNTED = """
            select count(*) from run where integration = ? and counted
            and case when state in ('RECEIVED', 'ROUTED') then 'IN_PROGRESS' else state end = ?""";

    @Override
    public String name() {
        return "balance";
    }

    @Override
    public String catches() {
        return "After messages of every fate the balance says of each state what the runs themselves say, all states together are"
                + " what was received, and that has grown by as many as were sent.";
    }

    @Override
    public String spares() {
        return "A replay moves one from dead to completed and adds no arrival.";
    }

    @Override
    public void doesItsWork(Site site) {
        long before = line(site, Home.INTEGRATION).received()
                + line(site, Arrival.UNROUTED).received();

        int sent = sendOfEveryFate(site);

        Balance.Line now = line(site, Home.INTEGRATION);
        assertThat(now).isEqualTo(counted(site));
        assertThat(now.received())
                .isEqualTo(now.completed()
                        + now.filtered()
                        + now.rejected()
                        + now.duplicate()
                        + now.held()
                        + now.dead()
                        + now.inDoubt()
                        + now.inProgress());
        assertThat(now.received() + line(site, Arrival.UNROUTED).received()).isEqualTo(before + sent);
    }

    /** Completed, repeated, a conflict, filtered, refused, of a type that nobody accepts, dead. */
    private static int sendOfEveryFate(Site site) {
        Hl7 good = Hl7.fresh();
        site.send(good);
        site.send(good);
        site.send(good.named("NOBODY"));
        Hl7 discharge = Hl7.fresh().typed("ADT^A03^ADT_A03");
        site.send(discharge);
        site.send(Hl7.fresh().under(""));
        site.send(Hl7.fresh().typed("ORU^R01^ORU_R01"));
        site.stored().await(good, "COMPLETED");
        site.stored().await(discharge, "FILTERED");
        Replayed.dead(site);
        return 7;
    }

    @Override
    public void doesNoMore(Site site) {
        Hl7 message = Replayed.dead(site);
        Balance.Line before = line(site, Home.INTEGRATION);

        Replayed.replay(site, DeadLettered.of(site, message).getFirst().id());
        site.stored().await(message, "COMPLETED");

        Balance.Line now = line(site, Home.INTEGRATION);
        assertThat(now.received()).isEqualTo(before.received());
        assertThat(now.dead()).isEqualTo(before.dead() - 1);
        assertThat(now.completed()).isEqualTo(before.completed() + 1);
    }

    private static Balance.Line line(Site site, String integration) {
        return new Balance(site.engine().pool)
                .read().stream()
                        .filter(line -> line.name().equals(integration))
                        .findFirst()
                        .orElse(Balance.Line.empty(integration));
    }

    /** The same from the rows, without the counters. */
    private static Balance.Line counted(Site site) {
        String[] states = {"COMPLETED", "FILTERED", "REJECTED", "DUPLICATE", "HELD", "DEAD", "IN_DOUBT", "IN_PROGRESS"};
        long[] of = new long[states.length];
        long all = 0;
        for (int i = 0; i < states.length; i++) {
            of[i] = Long.parseLong(site.stored().one(COUNTED, Home.INTEGRATION, states[i]));
            all += of[i];
        }
        return new Balance.Line(Home.INTEGRATION, all, of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7]);
    }
}
