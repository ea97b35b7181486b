package io.sluice.catalog.lint;

import java.util.Set;

/**
 * Headers that the engine sets on every run. Routes read them and may log them, because none holds content; they do not
 * set them, and {@code fields} may not have their names.
 */
public final class EngineHeaders {

    /** Code and trigger of the message, {@code ADT^A01}. */
    public static final String TYPE = "type";
    /** The trigger alone, {@code A01}. */
    public static final String TRIGGER = "trigger";
    /** Version of the message's standard, {@code 2.5.1}. */
    public static final String VERSION = "version";
    /** Id of the message in the ledger. */
    public static final String MESSAGE_ID = "messageId";
    /** Id over every hop. */
    public static final String CORRELATION_ID = "correlationId";
    /** Name of the integration that runs. */
    public static final String INTEGRATION = "integration";
    /** Entity of the event, for subscribers. */
    public static final String ENTITY = "entity";

    public static final Set<String> ALL =
            Set.of(TYPE, TRIGGER, VERSION, MESSAGE_ID, CORRELATION_ID, INTEGRATION, ENTITY);

    private EngineHeaders() {}
}
