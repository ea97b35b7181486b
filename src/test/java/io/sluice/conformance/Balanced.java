package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.Arrival;
import io.sluice.ledger.Balance;

/** Design section 4: received = completed + filtered + rejected + duplicate + held + dead + inDoubt + inProgress. */
final class Balanced implements Control {

    @Override
    public String name() {
        return "balance";
    }

    @Override
    public String catches() {
        return "One message of each fate adds one to its state and nothing to another, and all states together are what was"
                + " received; what nobody accepts counts under _unrouted.";
    }

    @Override
    public String spares() {
        return "A replay moves one from dead to completed and adds no arrival.";
    }

    @Override
    public void doesItsWork(Site site) {
        Balance.Line before = line(site, Home.INTEGRATION);
        Balance.Line unrouted = line(site, Arrival.UNROUTED);

        Hl7 good = Hl7.fresh();
        site.send(good);
        site.send(good);
        site.send(good.named("NOBODY"));
        Hl7 discharge = Hl7.fresh().typed("ADT^A03^ADT_A03");
        site.send(discharge);
        Hl7 nameless = Hl7.fresh();
        site.send(new Hl7("", nameless.mrn(), "", nameless.type(), nameless.time(), ""));
        site.send(Hl7.fresh().typed("ORU^R01^ORU_R01"));
        site.stored().await(good, "COMPLETED");
        site.stored().await(discharge, "FILTERED");
        Replayed.dead(site);

        Balance.Line now = line(site, Home.INTEGRATION);
        assertThat(now)
                .isEqualTo(new Balance.Line(
                        Home.INTEGRATION,
                        before.received() + 6,
                        before.completed() + 1,
                        before.filtered() + 1,
                        before.rejected() + 1,
                        before.duplicate() + 1,
                        before.held() + 1,
                        before.dead() + 1,
                        before.inDoubt(),
                        before.inProgress()));
        assertThat(line(site, Arrival.UNROUTED).rejected()).isEqualTo(unrouted.rejected() + 1);
        assertThat(now.received())
                .isEqualTo(now.completed() + now.filtered() + now.rejected() + now.duplicate() + now.held() + now.dead()
                        + now.inDoubt() + now.inProgress());
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
}
