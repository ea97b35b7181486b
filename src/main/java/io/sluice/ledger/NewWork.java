package io.sluice.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Work about to be put in its lanes.
 *
 * @param place in the batch: seq is the batch's number plus place
 * @param lease leased to this epoch at once if it is head of its lanes
 */
record NewWork(UUID id, char kind, String owner, UUID messageId, UUID runId, long[] lanes, int place, boolean lease) {

    /** Where it came to stand. */
    record Placed(UUID id, long seq, String state) {}

    static NewWork run(RunRows.NewRun run, int place, boolean lease) {
        return new NewWork(run.id(), Work.RUN, run.integration(), run.messageId(), run.id(), run.lanes(), place, lease);
    }

    /** The lanes in which it is to stand. */
    static LongStream lanes(Collection<NewWork> works) {
        return works.stream().flatMapToLong(work -> LongStream.of(work.lanes));
    }

    /** The work as it came out of the commit, in order of seq. */
    static List<Work> placed(List<NewWork> works, List<Placed> placed, long epoch) {
        Map<UUID, Placed> byId = HashMap.newHashMap(placed.size());
        placed.forEach(place -> byId.put(place.id(), place));
        List<Work> result = new ArrayList<>(works.size());
        for (NewWork work : works) {
            Placed place = byId.get(work.id());
            boolean leased = place.state().equals("LEASED");
            result.add(new Work(
                    work.id,
                    work.kind,
                    work.owner,
                    work.messageId,
                    work.runId,
                    place.seq(),
                    place.state(),
                    leased ? epoch : 0,
                    0,
                    0,
                    work.lanes));
        }
        return result;
    }
}
