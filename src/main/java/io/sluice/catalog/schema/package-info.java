/**
 * The one declaration of every YAML file: JSON Schemas (draft 2020-12) in {@code schemas/}. They check what is read,
 * give the defaults, complete and explain in editors, and make the reference pages.
 *
 * <p>In comes a parsed document; out go {@link io.sluice.message.FileProblem}s at the line of each bad key or value,
 * each with the accepted values. A document without problems has exactly the shape that the records are made of.
 */
package io.sluice.catalog.schema;
