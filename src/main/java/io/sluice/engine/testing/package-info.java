/**
 * Runs the tests that stand beside an integration ({@code tests/*.yaml}, docs/reference-tests.md): the real door,
 * route, mappings, contracts and policies, with nothing behind them. In comes a test, out comes the list of
 * differences.
 */
package io.sluice.engine.testing;
