/**
 * The benchmark, {@code make bench}. Each floor is what a programmer would write in an afternoon with the field's
 * libraries, in a JVM of its own and on the same database: it parses, stores with one INSERT and one commit for each
 * message, and acknowledges. The engine does the same work with every control on. All are measured in one run, in
 * turns.
 */
package io.sluice.bench;
