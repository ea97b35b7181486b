package io.sluice.map;

import java.util.List;

/**
 * @param bytes in the output format
 * @param tree what the bytes were made of: maps, lists and values; for an edit the view of the edited message
 * @param worklist codes without a translation, in the order of their use
 * @param micros time taken, in microseconds
 */
public record MapResult(byte[] bytes, Object tree, List<UnmappedCode> worklist, long micros) {

    public MapResult {
        worklist = List.copyOf(worklist);
    }
}
