package io.sluice.format.hl7;

import io.sluice.format.PathCursor;

/** Reads the notation of {@link Hl7Path}, left to right, and names the column where it stops making sense. */
final class Hl7PathParser {

    private static final int SEGMENT_NAME = 3;

    private final PathCursor cursor;

    Hl7PathParser(String source) {
        this.cursor = new PathCursor(source);
    }

    Hl7Path parse() {
        String segment = "";
        int occurrence = 0;
        if (!cursor.digit()) {
            segment = segment();
            occurrence = cursor.occurrence();
            if (cursor.atEnd()) {
                return new Hl7Path(segment, occurrence, 0, 0, null, 0, 0);
            }
            cursor.expect('-');
        }
        int field = cursor.number();
        Hl7Path.Selection selection = cursor.selection(Hl7Path.Selection::new);
        int repetition = selection == null ? cursor.occurrence() : 0;
        int component = cursor.part();
        int subcomponent = component == 0 ? 0 : cursor.part();
        cursor.end();
        return new Hl7Path(segment, occurrence, field, repetition, selection, component, subcomponent);
    }

    private String segment() {
        StringBuilder name = new StringBuilder(SEGMENT_NAME);
        while (name.length() < SEGMENT_NAME) {
            if (!cursor.capital() && !cursor.digit()) {
                throw cursor.invalid();
            }
            name.append(cursor.next());
        }
        return name.toString();
    }
}
