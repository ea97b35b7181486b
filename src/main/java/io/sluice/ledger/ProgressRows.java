package io.sluice.ledger;

import io.sluice.ledger.Origin.Progress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How far sources have been read, moved together with what was read. */
final class ProgressRows {

    private static final String ADVANCE = """
            with moved as (
                update progress p set position = u.upto
                from unnest(?, ?, ?, ?) u(source, part, since, upto)
                where p.source = u.source and p.part = u.part and p.position = u.since
                returning 1)
            select case when (select count(*) from moved) <> ? then overtaken('progress') end""";

    private record Part(String source, String part) {}

    private ProgressRows() {}

    /** Each part from where the first of the batch stood to where its last one leaves it. */
    static void advance(Script script, Collection<PendingArrival> batch) {
        Map<Part, Progress> parts = new LinkedHashMap<>();
        batch.stream()
                .map(pending -> pending.arrival().origin().progress())
                .filter(Objects::nonNull)
                .forEach(step -> parts.merge(new Part(step.source(), step.part()), step, ProgressRows::joined));
        if (parts.isEmpty()) {
            return;
        }
        Columns<Progress> columns = Columns.of(List.copyOf(parts.values()));
        script.run(
                ADVANCE,
                columns.texts(Progress::source),
                columns.texts(Progress::part),
                columns.longs(Progress::from),
                columns.longs(Progress::to),
                (long) parts.size());
    }

    /**
     * Steps of one reader follow each other; if one is missing between them, none of what follows may move the source.
     */
    private static Progress joined(Progress first, Progress next) {
        if (first.to() != next.from()) {
            throw new IllegalStateException("a step of " + first.source() + " is missing");
        }
        return new Progress(first.source(), first.part(), first.from(), next.to());
    }
}
