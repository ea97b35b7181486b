package io.sluice.map;

import io.sluice.message.ProblemCode;
import io.sluice.message.ProblemException;

/** A mapping that cannot be read or run. The location is {@code name:line:column}, both from 1, 0 when not known. */
public final class MapException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final String mapping;
    private final int line;
    private final int column;
    private final String detail;
    private transient TableUse tables = TableUse.NONE;

    MapException(ProblemCode problem, String mapping, int line, int column, String detail) {
        super(problem, where(mapping, line, column, detail));
        this.mapping = mapping;
        this.line = line;
        this.column = column;
        this.detail = detail;
    }

    private static String where(String mapping, int line, int column, String detail) {
        String place = line == 0 ? mapping : mapping + ":" + line + ":" + column;
        return detail.isEmpty() ? place : place + " (" + detail + ")";
    }

    MapException using(TableUse used) {
        tables = used;
        return this;
    }

    /** What it had of its code tables until it failed. */
    public TableUse tables() {
        return tables == null ? TableUse.NONE : tables;
    }

    /** The file name of the mapping. */
    public String mapping() {
        return mapping;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** What is wrong in words of the language, such as the operator's demand; no value of a message. May be empty. */
    public String detail() {
        return detail;
    }
}
