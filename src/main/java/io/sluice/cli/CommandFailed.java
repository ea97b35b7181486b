package io.sluice.cli;

/** Ends a command with a line for people and a code for programs. */
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Something was found, or the engine refused. */
    static final int FOUND = 1;

    /** The command was not understood. */
    static final int USAGE = 2;

    /** The engine cannot be reached. */
    static final int UNREACHABLE = 3;

    private final int exitCode;

    CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
