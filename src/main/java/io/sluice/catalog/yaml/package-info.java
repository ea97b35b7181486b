/**
 * YAML text as values with places. In comes the text of one file; out goes a JSON tree in which every value knows the
 * file and line it came from, also after an environment was laid over it. Scalars are typed as in YAML 1.2, so that
 * {@code no}, {@code on} and {@code 12:30} are texts.
 *
 * <p>On failure: a {@link io.sluice.message.FileProblem} with its line and no tree. Nothing is instantiated from a
 * file; anchors, aliases and further documents are refused.
 */
package io.sluice.catalog.yaml;
