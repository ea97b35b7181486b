package io.sluice.map;

import io.sluice.message.NormalisedCount;
import java.util.List;

/**
 * @param bytes in the output format
 * @param tree what the bytes were made of: maps, lists and values; for an edit the view of the edited message
 * @param tables which code tables were used, and what they lack
 * @param normalised what each rule of normalisation did
 * @param micros time taken, in microseconds
 */
public record MapResult(byte[] bytes, Object tree, TableUse tables, List<NormalisedCount> normalised, long micros) {

    public MapResult {
        normalised = List.copyOf(normalised);
    }

    MapResult(byte[] bytes, Object tree, TableUse tables, long micros) {
        this(bytes, tree, tables, List.of(), micros);
    }

    /** Codes without a translation, in the order of their use. */
    public List<UnmappedCode> worklist() {
        return tables.unmapped();
    }
}
