package io.sluice.format.records;

import java.io.OutputStream;

/** A layout in which files are written too: the same declaration reads them again, and their totals hold. */
public interface WritableLayout extends RecordLayout {

    /** Begins a file; nothing is written before the first record or the end. */
    RecordWriter write(OutputStream out, BatchFacts facts);
}
