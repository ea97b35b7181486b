package io.sluice.torture;

import io.sluice.torture.Evidence.Applied;
import io.sluice.torture.Evidence.Balance;
import io.sluice.torture.Evidence.Effect;
import io.sluice.torture.Evidence.Sent;
import io.sluice.torture.Evidence.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what is wrong with the evidence; an empty list is the only good answer. Each line begins with the kind: lost,
 * stuck, doubled, disordered, unexplained or unbalanced.
 */
final class Checker {

    private static final Set<String> ENDS = Set.of("COMPLETED", "FILTERED", "HELD", "DEAD", "IN_DOUBT");

    private final Evidence evidence;
    private final Map<String, Map<String, String>> states = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private Checker(Evidence evidence) {
        this.evidence = evidence;
        for (Told told : evidence.told()) {
            states.computeIfAbsent(told.controlId(), id -> new HashMap<>()).put(told.integration(), told.state());
        }
        evidence.effects().forEach(effect -> revisions.merge(effect.key(), effect.revision(), Math::min));
    }

    static List<String> check(Evidence evidence) {
        Checker checker = new Checker(evidence);
        checker.nothingAcknowledgedIsLost();
        checker.eachIsAcceptedOnce();
        checker.nothingIsStuck();
        checker.whatIsCompletedHasArrived();
        evidence.applied().forEach(checker::onceEach);
        evidence.applied().forEach(checker::inOrder);
        checker.doubtOnlyWhereSomethingArrived();
        checker.idsAreDerived();
        evidence.balance().forEach(checker::balances);
        return checker.wrong;
    }

    private void nothingAcknowledgedIsLost() {
        String receiver = evidence.owed().keySet().iterator().next();
        for (Sent one : evidence.sent()) {
            Map<String, String> known = states.getOrDefault(one.controlId(), Map.of());
            if (one.acknowledged() && known.get(receiver) == null) {
                wrong.add("lost: " + one.controlId() + " was acknowledged and is unknown");
            } else if ("COMPLETED".equals(known.get(receiver))) {
                evidence.owed().keySet().stream()
                        .filter(integration -> known.get(integration) == null)
                        .forEach(
                                integration -> wrong.add("lost: " + one.controlId() + " never came to " + integration));
            }
        }
    }

    private void eachIsAcceptedOnce() {
        String receiver = evidence.owed().keySet().iterator().next();
        Set<String> seen = new HashSet<>();
        evidence.told().stream()
                .filter(told -> told.integration().equals(receiver) && !seen.add(told.controlId()))
                .forEach(told -> wrong.add("doubled: " + told.controlId() + " was accepted twice"));
    }

    private void nothingIsStuck() {
        for (Told told : evidence.told()) {
            if (!ENDS.contains(told.state())) {
                wrong.add("stuck: " + told.controlId() + " is " + told.state() + " in " + told.integration());
            }
        }
    }

    private void whatIsCompletedHasArrived() {
        evidence.owed()
                .forEach((integration, targets) -> targets.forEach(target -> {
                    Set<String> arrived = evidence.applied().getOrDefault(target, List.of()).stream()
                            .map(Applied::business)
                            .collect(Collectors.toSet());
                    for (Sent one : evidence.sent()) {
                        String state =
                                states.getOrDefault(one.controlId(), Map.of()).get(integration);
                        if ("COMPLETED".equals(state) && !arrived.contains(one.business())) {
                            wrong.add("lost: %s is COMPLETED in %s and %s has not got it"
                                    .formatted(one.controlId(), integration, target));
                        }
                    }
                }));
    }

    private void onceEach(String target, List<Applied> applied) {
        Map<String, Applied> first = new HashMap<>();
        for (Applied one : applied) {
            String what = one.business() + ", revision " + revisions.getOrDefault(one.key(), 0);
            Applied before = first.putIfAbsent(what, one);
            if (before != null && !before.key().equals(one.key())) {
                wrong.add("doubled: " + target + " applied " + what + " under two keys");
            } else if (before != null && !before.bodyHash().equals(one.bodyHash())) {
                wrong.add("doubled: " + target + " applied " + what + " with two bodies");
            } else if (before != null) {
                wrong.add("doubled: " + target + " applied " + what + " twice");
            }
            if (one.conflicts() > 0) {
                wrong.add("doubled: " + target + " saw another body under the key of " + what);
            }
        }
    }

    private void inOrder(String target, List<Applied> applied) {
        Map<String, Integer> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Applied one : applied) {
            if (seen.add(one.business())) {
                Integer before = last.put(one.patient(), one.number());
                if (before != null && before > one.number()) {
                    wrong.add("disordered: " + target + " applied " + one.business() + " after no " + before);
                }
            }
        }
    }

    private void doubtOnlyWhereSomethingArrived() {
        List<Effect> unseen = evidence.effects().stream()
                .filter(effect -> effect.state().equals("IN_DOUBT"))
                .filter(effect -> !evidence.requested()
                        .getOrDefault(effect.target(), Set.of())
                        .contains(effect.key()))
                .toList();
        if (unseen.size() > evidence.deaths()) {
            unseen.forEach(effect ->
                    wrong.add("unexplained: delivery " + effect.id() + " is IN_DOUBT and its target saw no request"));
        }
    }

    private void idsAreDerived() {
        Map<List<Object>, List<Effect>> places = evidence.effects().stream()
                .collect(Collectors.groupingBy(
                        e -> List.of(e.kind(), e.subject(), e.integration(), e.target(), e.revision())));
        for (List<Effect> together : places.values()) {
            for (Effect effect : together) {
                if (!ExpectedId.isOneOf(effect, together.size())) {
                    wrong.add("unexplained: the id of %s %s does not follow from what was done"
                            .formatted(effect.kind(), effect.id()));
                }
            }
        }
    }

    private void balances(Balance balance) {
        long sum = balance.told().values().stream().mapToLong(Long::longValue).sum();
        if (balance.received() != sum) {
            wrong.add("unbalanced: %s received %d, its states add up to %d"
                    .formatted(balance.integration(), balance.received(), sum));
        }
        if (!balance.told().equals(balance.counted())) {
            wrong.add("unbalanced: %s says %s and has %s"
                    .formatted(balance.integration(), balance.told(), balance.counted()));
        }
    }
}
