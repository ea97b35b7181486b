package io.sluice.format.records;

import io.sluice.format.Content;

/** Reads single records of one file. Immutable, for any thread. */
public interface RecordParser {

    /**
     * @param role as the reader found it: rows that are recognised by their position do not show it themselves
     * @param bytes of the record; kept, not copied
     * @throws io.sluice.message.ProblemException with a {@link io.sluice.format.FormatProblem} when they are not a
     *     record of the layout; the place is within the record
     */
    Content parse(RecordRole role, byte[] bytes);
}
