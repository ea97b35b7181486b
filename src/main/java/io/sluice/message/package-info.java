/**
 * The words every other package speaks: messages, runs, events, deliveries, their states and the codes of what can go
 * wrong. JDK only; nothing here does any work.
 */
package io.sluice.message;
