/**
 * The administration over REST, described by OpenAPI at {@code /q/openapi}. In come bearer tokens, names, ids and
 * reasons; out goes what the ledger and the catalogue know, in pages, as JSON. Thin: a resource reads its parameters,
 * asks one class and returns what that says. Whatever goes wrong comes out as {@code application/problem+json} (RFC
 * 9457) with one of our codes and never with content of a message.
 */
package io.sluice.api;
