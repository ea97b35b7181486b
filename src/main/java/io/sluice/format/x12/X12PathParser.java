package io.sluice.format.x12;

import io.sluice.format.PathCursor;

/** Reads the notation of {@link X12Path}, left to right, and names the column where it stops making sense. */
final class X12PathParser {

    private final PathCursor cursor;

    X12PathParser(String source) {
        this.cursor = new PathCursor(source);
    }

    X12Path parse() {
        if (cursor.digit()) {
            return element("", 0, null);
        }
        String tag = tag();
        X12Path.Selection selection = cursor.selection(X12Path.Selection::new);
        int occurrence = selection == null ? cursor.occurrence() : 0;
        if (cursor.atEnd()) {
            return new X12Path(tag, occurrence, selection, 0, 0, 0);
        }
        cursor.expect('-');
        return element(tag, occurrence, selection);
    }

    private X12Path element(String tag, int occurrence, X12Path.Selection selection) {
        int element = cursor.number();
        int repetition = cursor.occurrence();
        int component = cursor.part();
        cursor.end();
        return new X12Path(tag, occurrence, selection, element, repetition, component);
    }

    /** Two or three characters, a capital first. */
    private String tag() {
        StringBuilder tag = new StringBuilder(3);
        while (tag.length() < 3 && (cursor.capital() || tag.length() > 0 && cursor.digit())) {
            tag.append(cursor.next());
        }
        if (tag.length() < 2) {
            throw cursor.invalid();
        }
        return tag.toString();
    }
}
