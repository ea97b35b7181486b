package io.sluice.catalog.read;

import java.io.IOException;
import java.util.SortedSet;

/** Where the files of a catalogue come from. Paths are relative, with slashes, and begin with one of {@link Layout}. */
public interface CatalogSource {

    /** Every file below the known folders, and {@code tiers.yaml}. Hidden files are left out. */
    SortedSet<String> files() throws IOException;

    /** @throws IOException when it is not there or cannot be read */
    byte[] read(String file) throws IOException;

    /** This source with another laid over it; see {@link LayeredSource}. */
    default CatalogSource under(CatalogSource over) {
        return new LayeredSource(this, over);
    }
}
