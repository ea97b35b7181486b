package io.sluice.ledger;

/**
 * Who does something by hand.
 *
 * @param name as the token says it
 * @param role the highest role of the token
 */
public record Actor(String name, String role) {}
