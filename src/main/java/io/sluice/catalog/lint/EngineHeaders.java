package io.sluice.catalog.lint;

import java.util.Set;

/**
 * Headers that the engine sets on every run. Routes read them and may log them, because they tell about the message and
 * not about a person; routes do not set them, and {@code fields} may not have their names.
 */
public final class EngineHeaders {

    /** Code and trigger of the message, {@code ADT^A01}. */
    public static final String TYPE = "type";

    /** The code alone, {@code ADT}. */
    public static final String MESSAGE_CODE = "messageCode";

    /** The trigger alone, {@code A01}. */
    public static final String TRIGGER = "trigger";

    /** Version of the message's standard, {@code 2.5.1}. */
    public static final String VERSION = "version";

    /** MSH-10. */
    public static final String CONTROL_ID = "controlId";

    /** Entity of the event, for subscribers. */
    public static final String ENTITY = "entity";

    /** Name of the resource, {@code operationId} or {@code POST /appointments}, for what came by HTTP. */
    public static final String OPERATION = "operation";

    /** Set by a route: the status of its answer to a caller who waits. Not one of {@link #ALL}, since routes set it. */
    public static final String ANSWER_STATUS = "answerStatus";

    public static final Set<String> ALL = Set.of(TYPE, MESSAGE_CODE, TRIGGER, VERSION, CONTROL_ID, ENTITY, OPERATION);

    private EngineHeaders() {}
}
