/**
 * Composes the steps on Camel. {@link io.sluice.engine.Engine} starts and stops everything in order; {@code route}
 * loads each integration's routes on their own, so that a bad one stops nobody; {@code run} turns a ready run into a
 * result; {@code verb} holds the Camel components {@code receive:}, {@code subscribe:}, {@code map:}, {@code publish:}
 * and {@code send:}, which only record what shall happen.
 */
package io.sluice.engine;
