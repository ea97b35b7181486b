package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.torture.Evidence.Applied;
import io.sluice.torture.Evidence.Balance;
import io.sluice.torture.Evidence.Effect;
import io.sluice.torture.Evidence.Sent;
import io.sluice.torture.Evidence.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evidence of two messages that went well, and what the checker says when one thing in it is otherwise. */
class CheckerTest {

    private static final UUID MESSAGE = UUID.fromString("0193a0b0-0000-7000-8000-000000000001");

    private final List<Sent> sent = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Applied> customers = new ArrayList<>();
    private final List<Applied> lab = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final Set<String> requestedOfLab = new HashSet<>();
    private final Map<String, Long> counted = new HashMap<>(Map.of("completed", 2L));
    private long received = 2;
    private int deaths;

    @BeforeEach
    void twoMessagesThatWentWell() {
        for (int number = 1; number <= 2; number++) {
            String control = "P-" + number;
            sent.add(new Sent(control, "P", number, true));
            told.add(new Told(control, "admissions", "COMPLETED"));
            told.add(new Told(control, "adt-to-lab", "COMPLETED"));
            customers.add(new Applied("P", number, "key-" + number, "hash-" + number, 0));
            lab.add(new Applied("P", number, control, "hash-" + number, 0));
        }
        Effect delivery = delivery(UUID.randomUUID(), 0, "DELIVERED");
        effects.add(delivery(ExpectedId.of(delivery, "", 0), 0, "DELIVERED"));
    }

    @Test
    void findsNothingInWhatWentWell() {
        assertThat(check()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedMessageThatIsUnknown() {
        sent.add(new Sent("P-3", "P", 3, true));

        assertThat(check()).containsExactly("lost: P-3 was acknowledged and is unknown");
    }

    @Test
    void allowsThatAMessageWithoutAcknowledgementIsUnknown() {
        sent.add(new Sent("P-3", "P", 3, false));

        assertThat(check()).isEmpty();
    }

    @Test
    void findsAMessageThatNeverCameToASubscriber() {
        told.remove(new Told("P-2", "adt-to-lab", "COMPLETED"));

        assertThat(check()).containsExactly("lost: P-2 never came to adt-to-lab");
    }

    @Test
    void findsAMessageThatWasAcceptedTwice() {
        told.add(new Told("P-2", "admissions", "COMPLETED"));

        assertThat(check()).containsExactly("doubled: P-2 was accepted twice");
    }

    @Test
    void findsWhatIsCompletedAndNeverArrived() {
        lab.removeLast();

        assertThat(check()).containsExactly("lost: P-2 is COMPLETED in adt-to-lab and lab/adt has not got it");
    }

    @Test
    void allowsThatWhatIsDeadNeverArrived() {
        lab.removeLast();
        told.set(3, new Told("P-2", "adt-to-lab", "DEAD"));

        assertThat(check()).isEmpty();
    }

    @Test
    void findsWhatDoesNotComeToAnEnd() {
        told.set(1, new Told("P-1", "adt-to-lab", "ROUTED"));

        assertThat(check()).containsExactly("stuck: P-1 is ROUTED in adt-to-lab");
    }

    @Test
    void findsOneThingUnderTwoKeys() {
        customers.add(new Applied("P", 1, "another key", "hash-1", 0));

        assertThat(check()).containsExactly("doubled: erp-finance/customers applied P no 1, revision 0 under two keys");
    }

    @Test
    void allowsTheSameThingUnderTheKeyOfALaterRevision() {
        Effect again = delivery(UUID.randomUUID(), 1, "DELIVERED");
        UUID id = ExpectedId.of(again, "", 0);
        effects.add(delivery(id, 1, "DELIVERED"));
        customers.add(new Applied("P", 1, id.toString(), "hash-1", 0));

        assertThat(check()).isEmpty();
    }

    @Test
    void findsOneKeyWithTwoBodies() {
        customers.add(new Applied("P", 1, "key-1", "another hash", 0));

        assertThat(check())
                .containsExactly("doubled: erp-finance/customers applied P no 1, revision 0 with two bodies");
    }

    @Test
    void findsWhatWasAppliedTwiceUnderItsKey() {
        customers.add(customers.getLast());

        assertThat(check()).containsExactly("doubled: erp-finance/customers applied P no 2, revision 0 twice");
    }

    @Test
    void findsAnotherBodyThatTheTargetRefused() {
        customers.set(0, new Applied("P", 1, "key-1", "hash-1", 1));

        assertThat(check())
                .containsExactly("doubled: erp-finance/customers saw another body under the key of P no 1, revision 0");
    }

    @Test
    void findsWhatWasAppliedOutOfOrder() {
        customers.addFirst(customers.removeLast());

        assertThat(check()).containsExactly("disordered: erp-finance/customers applied P no 1 after no 2");
    }

    @Test
    void findsADoubtWithoutARequest() {
        UUID id = effects.getFirst().id();
        effects.set(0, delivery(id, 0, "IN_DOUBT"));

        assertThat(check())
                .containsExactly("unexplained: delivery " + id + " is IN_DOUBT and its target saw no request");
    }

    @Test
    void allowsADoubtWhereTheTargetSawARequest() {
        effects.set(0, delivery(effects.getFirst().id(), 0, "IN_DOUBT"));
        requestedOfLab.add("P-1");

        assertThat(check()).isEmpty();
    }

    @Test
    void allowsOneDoubtWithoutARequestForADeath() {
        effects.set(0, delivery(effects.getFirst().id(), 0, "IN_DOUBT"));
        deaths = 1;

        assertThat(check()).isEmpty();
    }

    @Test
    void findsAnIdThatWasMadeUp() {
        UUID id = UUID.randomUUID();
        effects.set(0, delivery(id, 0, "DELIVERED"));

        assertThat(check())
                .containsExactly("unexplained: the id of delivery " + id + " does not follow from what was done");
    }

    @Test
    void findsABalanceThatDoesNotAddUp() {
        received = 3;

        assertThat(check()).containsExactly("unbalanced: adt-to-lab received 3, its states add up to 2");
    }

    @Test
    void findsABalanceThatIsNotSo() {
        counted.put("completed", 1L);
        counted.put("dead", 1L);

        assertThat(check()).singleElement().asString().startsWith("unbalanced: adt-to-lab says {completed=2} and has ");
    }

    private static Effect delivery(UUID id, int revision, String state) {
        String key = revision == 0 ? "P-1" : id.toString();
        return new Effect(id, "delivery", MESSAGE, "adt-to-lab", "lab/adt", revision, key, state);
    }

    private List<String> check() {
        Map<String, List<String>> owed = new LinkedHashMap<>();
        owed.put("admissions", List.of("erp-finance/customers"));
        owed.put("adt-to-lab", List.of("lab/adt"));
        return Checker.check(new Evidence(
                sent,
                told,
                owed,
                Map.of("erp-finance/customers", customers, "lab/adt", lab),
                Map.of("lab/adt", requestedOfLab),
                effects,
                List.of(new Balance("adt-to-lab", received, Map.of("completed", 2L), counted)),
                deaths));
    }
}
