package io.sluice.format.x12;

import java.util.HashSet;
import java.util.Set;

/** The sets that must not be worked on: rejected themselves, or with their group or interchange. */
final class X12Rejections {

    private X12Rejections() {}

    /** @return numbers of sets, from 1 over the file */
    static Set<Long> of(X12Report report) {
        Set<Long> rejected = new HashSet<>();
        long before = 0;
        for (X12InterchangeReport interchange : report.interchanges()) {
            for (X12GroupReport group : interchange.groups()) {
                boolean whole = interchange.rejected() || !group.codes().isEmpty();
                for (long set = before + 1; whole && set <= before + group.received(); set++) {
                    rejected.add(set);
                }
                group.sets().stream().filter(X12SetReport::rejected).forEach(set -> rejected.add(set.number()));
                before += group.received();
            }
        }
        return rejected;
    }
}
