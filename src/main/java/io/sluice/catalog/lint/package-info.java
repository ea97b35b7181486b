/**
 * Judges routes before they run. In comes the text of Camel YAML files; out go the problems, each with its line and the
 * replacement, and the verbs that the routes use. The allow-list is {@link io.sluice.catalog.lint.AllowedSteps}: what
 * is not named there is refused, because Camel trusts the authors of routes fully and the engine's promises do not bear
 * that.
 *
 * <p>On failure: a route that is not understood is a problem, never an exception.
 */
package io.sluice.catalog.lint;
