package io.sluice.ledger;

import java.util.UUID;

/** Where a list of parts of messages goes on: after this one. Lists go by message, newest first, then by id. */
public record Cursor(UUID messageId, UUID id) {

    /** Before the first. */
    public static final Cursor START = new Cursor(new UUID(-1L, -1L), new UUID(-1L, -1L));

    /** @throws IllegalArgumentException when it is none of ours */
    public static Cursor parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Cursor(UUID.fromString(text.substring(0, dot)), UUID.fromString(text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return messageId + "." + id;
    }
}
