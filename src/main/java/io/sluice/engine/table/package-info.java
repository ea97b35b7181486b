/**
 * Code tables while the engine runs. In: the tables of the catalogue's files, also as they change in this node's home,
 * and those that were imported, which stand over them and are kept in the ledger in all their versions. Out: a
 * catalogue with the tables in force, mappings compiled with them, on every node within a second or two; runs that have
 * begun keep the tables that they began with. On failure (a table that cannot be read, one that lacks a column) nothing
 * changes.
 */
package io.sluice.engine.table;
