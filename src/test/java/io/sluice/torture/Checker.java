package io.sluice.torture;

import io.sluice.torture.Evidence.Applied;
import io.sluice.torture.Evidence.Effect;
import io.sluice.torture.Evidence.Sent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says what is wrong with the evidence; an empty list is the only good answer. */
final class Checker {

    private static final Set<String> ENDS = Set.of("COMPLETED", "FILTERED", "HELD", "DEAD", "IN_DOUBT");
    private static final UUID NAMESPACE = UUID.fromString("6d1f0a52-5b0e-5c8e-9a55-9d2c1f3b7e10");

    private final Evidence evidence;
    private final List<String> wrong = new ArrayList<>();

    private Checker(Evidence evidence) {
        this.evidence = evidence;
    }

    static List<String> check(Evidence evidence) {
        Checker checker = new Checker(evidence);
        checker.nothingAcknowledgedIsLost();
        evidence.applied().forEach(checker::onceEach);
        evidence.applied().forEach(checker::inOrder);
        checker.everythingCompletedArrived();
        checker.doubtOnlyWhereSomethingArrived();
        checker.idsAreDerived();
        checker.balances();
        return checker.wrong;
    }

    private void nothingAcknowledgedIsLost() {
        for (Sent one : evidence.sent()) {
            String state = evidence.states().get(one.controlId());
            if (one.acknowledged() && (state == null || !ENDS.contains(state))) {
                wrong.add("lost: " + one.controlId() + " was acknowledged and is " + state);
            }
        }
    }

    private void onceEach(String target, List<Applied> applied) {
        Map<String, Applied> first = new HashMap<>();
        for (Applied one : applied) {
            String business = one.patient() + " no " + one.number();
            Applied before = first.putIfAbsent(business, one);
            if (before != null && !before.key().equals(one.key())) {
                wrong.add("doubled: " + target + " applied " + business + " under two keys");
            } else if (before != null && !before.bodyHash().equals(one.bodyHash())) {
                wrong.add("doubled: " + target + " applied " + business + " with two bodies");
            }
            if (one.conflicts() > 0) {
                wrong.add("doubled: " + target + " saw another body under the key of " + business);
            }
        }
    }

    private void inOrder(String target, List<Applied> applied) {
        Map<String, Integer> last = new HashMap<>();
        Map<String, Set<Integer>> seen = new HashMap<>();
        for (Applied one : applied) {
            if (!seen.computeIfAbsent(one.patient(), p -> new java.util.HashSet<>()).add(one.number())) {
                continue;
            }
            Integer before = last.put(one.patient(), one.number());
            if (before != null && before > one.number()) {
                wrong.add("disordered: " + target + " applied " + one.patient() + " no " + one.number() + " after " + before);
            }
        }
    }

    private void everythingCompletedArrived() {
        evidence.applied().forEach((target, applied) -> {
            Set<String> arrived =
                    applied.stream().map(a -> a.patient() + " no " + a.number()).collect(Collectors.toSet());
            for (Sent one : evidence.sent()) {
                boolean done = "COMPLETED".equals(evidence.states().get(one.controlId()));
                if (done && !arrived.contains(one.patient() + " no " + one.number())) {
                    wrong.add("lost: " + one.controlId() + " is COMPLETED and " + target + " has not got it");
                }
            }
        });
    }

    private void doubtOnlyWhereSomethingArrived() {
        for (Effect effect : evidence.effects()) {
            List<String> requests = evidence.requested().get(effect.target());
            boolean arrived = requests == null
                    || requests.contains(effect.id().toString())
                    || requests.contains(effect.controlId());
            if (effect.state().equals("IN_DOUBT") && !arrived) {
                wrong.add("unexplained: delivery " + effect.id() + " is IN_DOUBT and its target saw no request");
            }
        }
    }

    /** Computes the ids anew, from the design's words alone: kind, subject, integration, target, split path, count, revision. */
    private void idsAreDerived() {
        Map<List<Object>, List<Effect>> places = evidence.effects().stream()
                .collect(Collectors.groupingBy(
                        e -> List.of(e.kind(), e.subject(), e.integration(), e.target(), e.revision())));
        places.forEach((place, effects) -> {
            for (Effect effect : effects) {
                boolean derived = false;
                for (int nth = 0; nth < effects.size() && !derived; nth++) {
                    derived = effect.id().equals(derive(effect, "", nth)) || effect.id().equals(derive(effect, "" + nth, 0));
                }
                if (!derived) {
                    wrong.add("unexplained: the id of " + effect.kind() + " " + effect.id() + " does not follow from what was done");
                }
            }
        });
    }

    private static UUID derive(Effect e, String splitPath, int nth) {
        StringBuilder name = new StringBuilder();
        for (Object part : List.of(e.kind(), e.subject(), e.integration(), e.target(), splitPath, nth, e.revision())) {
            name.append(part.toString().length()).append(':').append(part).append('|');
        }
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.toString().getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L,
                    (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException e1) {
            throw new IllegalStateException(e1);
        }
    }

    private void balances() {
        for (Map<String, Long> one : evidence.balance()) {
            long sum = one.entrySet().stream()
                    .filter(e -> !e.getKey().equals("received"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            if (one.get("received") != sum) {
                wrong.add("unbalanced: received " + one.get("received") + ", states add up to " + sum);
            }
        }
    }
}
