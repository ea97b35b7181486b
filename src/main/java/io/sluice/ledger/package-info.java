/**
 * The record, in PostgreSQL. In come arrivals, results of runs and of deliveries; each is committed, many at a time, or
 * refused; what can be carried before it is stored is committed with its result. Out go receipts (only after the
 * commit), work that is ready (in order per lane), and answers to searches. When the database is away nothing is
 * acknowledged; when a commit's fate is unknown the caches are forgotten, a new epoch is taken and the open work is read
 * again. JDBC is used here and nowhere else.
 */
package io.sluice.ledger;
