package io.sluice.format;

/** A place in content that is its tree. */
public interface TreePlace extends Place {

    /** The tree without what stands there; the tree itself is not changed. */
    Object removedFrom(Object tree);
}
