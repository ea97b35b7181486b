/**
 * Reads a whole catalogue. In come the files of a {@link io.sluice.catalog.read.CatalogSource}, the name of the
 * environment and the environment variables; out goes a {@link io.sluice.catalog.Catalog} in which everything that has
 * a problem is left out, with all problems listed.
 *
 * <p>Order: schemas of each file, then the environment over the systems, then records, then what one file says about
 * another. On failure: a bad file is refused together with what cannot work without it; reading itself never fails.
 */
package io.sluice.catalog.read;
