package io.sluice.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a run answers to a caller who waits for it. Committed with the run's effects, so that a repetition is answered
 * the same, byte for byte.
 *
 * @param status HTTP status
 * @param contentType of the body; empty when there is none
 */
public record Answer(int status, String contentType, byte[] body) {

    /** As it is stored: a line with status and content type, then the body. */
    byte[] stored() {
        byte[] head = (status + " " + contentType + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** The inverse of {@link #stored()}. */
    static Answer read(byte[] stored) {
        int space = 0;
        while (stored[space] != ' ') {
            space++;
        }
        int end = space;
        while (stored[end] != '\n') {
            end++;
        }
        return new Answer(
                Integer.parseInt(new String(stored, 0, space, StandardCharsets.US_ASCII)),
                new String(stored, space + 1, end - space - 1, StandardCharsets.US_ASCII),
                Arrays.copyOfRange(stored, end + 1, stored.length));
    }
}
