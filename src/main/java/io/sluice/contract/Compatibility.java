package io.sluice.contract;

import io.sluice.contract.Change.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds what changed between two versions of a contract, so that a breaking change cannot go out as a minor version.
 * Mechanical and complete over fields, types, value sets, limits, classifications and rules; words are not compared.
 */
public final class Compatibility {

    private final List<Change> changes = new ArrayList<>();

    private Compatibility() {}

    /** All changes, in the order of the new contract; what was removed follows its parent. */
    public static List<Change> compare(Contract older, Contract newer) {
        var comparison = new Compatibility();
        comparison.parts("", older.root(), newer.root());
        comparison.rules(older, newer);
        return List.copyOf(comparison.changes);
    }

    /** Whether the newer version needs a new major number and does not have it. */
    public static boolean needsNewMajor(Contract older, Contract newer) {
        return older.version().major() == newer.version().major()
                && compare(older, newer).stream().anyMatch(Change::isBreaking);
    }

    private void parts(String prefix, Field older, Field newer) {
        for (Field now : newer.parts()) {
            var path = prefix + now.name();
            older.field(now.name()).ifPresentOrElse(was -> field(path, was, now), () -> {
                add(path, Kind.FIELD_ADDED, "");
                if (now.required()) {
                    add(path, Kind.REQUIRED_ADDED, "");
                }
            });
        }
        older.parts().stream()
                .filter(was -> newer.field(was.name()).isEmpty())
                .forEach(was -> add(prefix + was.name(), Kind.FIELD_REMOVED, ""));
    }

    private void field(String path, Field was, Field now) {
        if (was.required() != now.required()) {
            add(path, now.required() ? Kind.REQUIRED_ADDED : Kind.REQUIRED_DROPPED, "");
        }
        int sensitivity = now.classification().compareTo(was.classification());
        if (sensitivity != 0) {
            add(
                    path,
                    sensitivity < 0 ? Kind.CLASSIFICATION_LOWERED : Kind.CLASSIFICATION_RAISED,
                    was.classification().label() + " to " + now.classification().label());
        }
        if (type(path, was, now)) {
            values(path, was, now);
            limits(path, was.limits(), now.limits());
            parts(path + ".", was, now);
            items(path, was.items(), now.items());
        }
    }

    /** True when the two can be compared further. */
    private boolean type(String path, Field was, Field now) {
        if (was.type() == now.type()) {
            return true;
        }
        var detail = was.type().label() + " to " + now.type().label();
        if (now.type().isWithin(was.type())) {
            add(path, Kind.TYPE_NARROWED, detail);
        } else {
            add(path, was.type().isWithin(now.type()) ? Kind.TYPE_WIDENED : Kind.TYPE_CHANGED, detail);
        }
        return false;
    }

    /** Lists of plain values: their type and values stand on the items, which have no path of their own. */
    private void items(String path, Optional<Field> was, Optional<Field> now) {
        if (was.isPresent() && now.isPresent() && type(path, was.get(), now.get())) {
            values(path, was.get(), now.get());
            limits(path, was.get().limits(), now.get().limits());
        }
    }

    private void values(String path, Field was, Field now) {
        var lost = new ArrayList<>(was.allowed());
        lost.removeAll(now.allowed());
        var won = new ArrayList<>(now.allowed());
        won.removeAll(was.allowed());
        if (was.allowed().isEmpty() && !won.isEmpty()) {
            add(path, Kind.VALUES_NARROWED, "any to " + won);
        } else if (now.allowed().isEmpty() && !lost.isEmpty()) {
            add(path, Kind.VALUES_WIDENED, "any");
        } else {
            addIf(!lost.isEmpty(), path, Kind.VALUES_NARROWED, "without " + lost);
            addIf(!won.isEmpty(), path, Kind.VALUES_WIDENED, "with " + won);
        }
    }

    private void limits(String path, Limits was, Limits now) {
        int least = compareBounds(was.least(), now.least());
        int most = -compareBounds(was.most().map(BigDecimal::negate), now.most().map(BigDecimal::negate));
        boolean text = !Objects.equals(was.pattern(), now.pattern()) || !Objects.equals(was.format(), now.format());
        boolean freed = now.pattern().isEmpty() && now.format().isEmpty();
        addIf(least > 0 || most < 0 || (text && !freed), path, Kind.LIMITS_NARROWED, "");
        addIf(least < 0 || most > 0 || text, path, Kind.LIMITS_WIDENED, "");
        if (was.uniqueItems() != now.uniqueItems()) {
            add(path, now.uniqueItems() ? Kind.LIMITS_NARROWED : Kind.LIMITS_WIDENED, "uniqueItems");
        }
    }

    /** Positive when the lower bound went up (no bound is the lowest of all), negative when it went down. */
    private static int compareBounds(Optional<BigDecimal> was, Optional<BigDecimal> now) {
        if (was.isEmpty() || now.isEmpty()) {
            return Boolean.compare(now.isPresent(), was.isPresent());
        }
        return now.get().compareTo(was.get());
    }

    private void rules(Contract older, Contract newer) {
        for (QualityRule now : newer.rules()) {
            var was = older.rules().stream()
                    .filter(r -> r.name().equals(now.name()))
                    .findFirst();
            if (was.isEmpty()) {
                addIf(now.blocks(), now.name(), Kind.RULE_ADDED, "");
            } else {
                boolean same = was.get().condition().equals(now.condition())
                        && was.get().blocks() == now.blocks();
                addIf(!same, now.name(), Kind.RULE_CHANGED, "");
            }
        }
        older.rules().stream()
                .filter(was -> newer.rules().stream().noneMatch(r -> r.name().equals(was.name())))
                .forEach(was -> addIf(was.blocks(), was.name(), Kind.RULE_REMOVED, ""));
    }

    private void addIf(boolean condition, String path, Kind kind, String detail) {
        if (condition) {
            add(path, kind, detail);
        }
    }

    private void add(String path, Kind kind, String detail) {
        changes.add(new Change(path, kind, detail));
    }
}
