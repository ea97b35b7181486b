/**
 * Data contracts: what an entity (patient, encounter, charge, ...) looks like, how sensitive each of its fields is, who
 * owns it. In: a file of the Open Data Contract Standard 3.1, {@code contracts/<entity>/<version>.odcs.yaml}. Out: a
 * {@link io.sluice.contract.Contract}, its JSON Schema 2020-12, a compiled {@link io.sluice.contract.ContractCheck} and
 * the differences of two versions. Pure: no files, no network, no clock.
 *
 * <p>On failure: a bad file gives all its {@link io.sluice.message.FileProblem}s at once and no contract; a bad event
 * gives {@link io.sluice.contract.Violation}s, which name a path and a rule and never a value.
 */
package io.sluice.contract;
