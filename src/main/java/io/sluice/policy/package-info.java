/**
 * What a reader may see. In: an event as a tree and the fields that an integration declares in {@code reads}. Out: the
 * tree with those fields only, and the paths that were removed, never their values. Pure: no files, no clock.
 *
 * <p>There is no failure: what is not listed does not arrive, and an event of which nothing is listed arrives empty.
 */
package io.sluice.policy;
