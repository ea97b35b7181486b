package io.sluice.deadletter;

import io.sluice.ledger.Replay;
import io.sluice.ledger.ReplaySelection;
import io.sluice.ledger.ReplayStep;
import io.sluice.ledger.ReplayStore;
import io.sluice.ledger.ReplayTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what a replay would do, and which targets it is worth keeping for it. Pure. */
final class ReplayPlanner {

    private final ReplayRules rules;

    ReplayPlanner(ReplayRules rules) {
        this.rules = rules;
    }

    /** @param items in the order in which they are done: what has nothing to be done for it is only counted */
    record Planned(Replay.Plan plan, List<ReplayTarget> items) {}

    Planned plan(ReplaySelection selection, ReplayStore.Found found) {
        Map<String, Count> counts = new LinkedHashMap<>();
        List<ReplayTarget> items = new ArrayList<>();
        for (ReplayTarget target : found.targets()) {
            boolean stale = found.stale().contains(target.id());
            ReplayStep step = rules.decide(selection, target, stale);
            counts.computeIfAbsent(target.kind() + target.name(), key -> new Count(target))
                    .add(step, stale);
            if (!(step instanceof ReplayStep.Skip(String why)) || why.equals(ReplayRules.STALE)) {
                items.add(target);
            }
        }
        List<Replay.TargetPlan> targets =
                counts.values().stream().map(Count::plan).toList();
        return new Planned(new Replay.Plan(items.size(), targets), items);
    }

    private static final class Count {
        private final ReplayTarget first;
        private int total;
        private int retry;
        private int rerun;
        private int again;
        private int identical;
        private int stale;
        private int inProgress;

        Count(ReplayTarget first) {
            this.first = first;
        }

        void add(ReplayStep step, boolean overtaken) {
            total++;
            stale += overtaken ? 1 : 0;
            switch (step) {
                case ReplayStep.Retry retried -> retry++;
                case ReplayStep.Repeat repeated -> again++;
                case ReplayStep.Rerun reran -> {
                    rerun++;
                    again += reran.remap() ? 1 : 0;
                }
                case ReplayStep.Skip skipped -> {
                    identical += skipped.why().equals(ReplayRules.IDENTICAL) ? 1 : 0;
                    inProgress += skipped.why().equals(ReplayRules.IN_PROGRESS) ? 1 : 0;
                }
            }
        }

        Replay.TargetPlan plan() {
            return new Replay.TargetPlan(
                    first.kind(), first.name(), total, retry, rerun, again, identical, stale, inProgress);
        }
    }
}
