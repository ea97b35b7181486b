/**
 * What is connected and what runs: systems, integrations, tiers, contracts and code tables, as checked and immutable
 * snapshots. In come folders of YAML files (shipped in the jar, and outside at {@code SLUICE_HOME}); out goes one
 * {@link io.sluice.catalog.Catalog}, in which every reference resolves.
 *
 * <p>On failure: everything wrong is reported at once as {@link io.sluice.message.FileProblem}s with file and line.
 * What has a problem is refused, together with what depends on it; all the rest starts. Reading never throws for the
 * content of a file.
 *
 * <p>{@code catalog.yaml} turns text into values with places, {@code catalog.lint} judges routes, {@code catalog.read}
 * reads folders and checks them. This package holds only the records that the steps work with.
 */
package io.sluice.catalog;
