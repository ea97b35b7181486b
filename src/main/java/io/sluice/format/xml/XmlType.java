package io.sluice.format.xml;

import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordType;
import java.util.Map;

/**
 * A kind of element; its mark is a tag, the path from the root.
 *
 * @param values path within the record to text or placeholders, for headers and trailers that are written
 */
record XmlType(RecordRole role, String name, Mark mark, Map<String, String> values) implements RecordType {

    String path() {
        return mark.text();
    }

    String element() {
        return path().substring(path().lastIndexOf('/') + 1);
    }
}
