/**
 * What waits for a person, and how it goes on. In come ids, causes, business keys and periods; out go groups by cause,
 * plans that say what would happen, and replays that do it target by target, at a rate, once each, also over a crash.
 * Nothing leaves without an actor and a reason. When the database is away a replay stands still and goes on by itself.
 */
package io.sluice.deadletter;
