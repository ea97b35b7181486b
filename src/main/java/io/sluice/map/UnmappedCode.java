package io.sluice.map;

/**
 * A code that no table knows and that goes to the worklist of the table's owner.
 *
 * @param table name of the table
 * @param at where the code stands, as the mapping says, for example {@code PID-8}; empty when it does not
 * @param code the code itself: content of a message, to be kept and shown under the same rules
 */
public record UnmappedCode(String table, String at, String code) {

    /** Without the code, so that it may stand in a log line. */
    @Override
    public String toString() {
        return "UnmappedCode[table=" + table + ", at=" + at + "]";
    }
}
