package io.sluice.format;

import java.util.Optional;

/**
 * A declared place of the messages of one format, compiled: {@code PID-3[5=MR]-1}, {@code customer.id}. See {@link
 * Format#place}.
 */
public interface Place {

    /** As it was declared. */
    String path();

    /** The text there; empty when there is none. */
    Optional<String> in(Content content);
}
