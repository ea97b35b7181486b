package io.sluice.stack;

/** The local stack cannot start. The message is for the person at the terminal: what, where, and what to do. */
final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
