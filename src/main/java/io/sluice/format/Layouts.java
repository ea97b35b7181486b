package io.sluice.format;

import io.sluice.format.csv.CsvLayout;
import io.sluice.format.fixed.FixedLayout;
import io.sluice.format.hl7.Hl7BatchLayout;
import io.sluice.format.json.JsonLinesLayout;
import io.sluice.format.records.Declared;
import io.sluice.format.records.GroupedLayout;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.TaggedLayout;
import io.sluice.format.x12.X12Layout;
import io.sluice.format.xml.XmlLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** From what is declared to the layout of a kind of file. */
public final class Layouts {

    private Layouts() {}

    /**
     * @param records the map {@code records} of integration.yaml or of a file endpoint, as YAML gives it; empty when
     *     nothing is declared
     * @throws io.sluice.message.ProblemException {@link FormatProblem#LAYOUT_INVALID} with the key, also for a format
     *     that has no files of records
     */
    public static RecordLayout of(Format format, Map<String, ?> records) {
        Declared declared = Declared.of("records", records);
        return switch (format) {
            case CSV -> grouped(declared, CsvLayout::of);
            case FIXED -> grouped(declared, FixedLayout::of);
            case JSONL -> JsonLinesLayout.of(declared);
            case XML -> XmlLayout.of(declared);
            case HL7V2 -> Hl7BatchLayout.of(declared);
            case X12 -> X12Layout.of(declared);
            default -> throw Declared.invalid("format");
        };
    }

    /** {@code group: {start, lines}} puts several records together. */
    private static RecordLayout grouped(Declared declared, Function<Declared, TaggedLayout> layout) {
        if (!declared.has("group")) {
            return layout.apply(declared);
        }
        Map<Object, Object> rest = new LinkedHashMap<>(declared.map());
        rest.remove("group");
        Declared records = new Declared(declared.key(), rest);
        return GroupedLayout.of(declared.map("group"), layout.apply(records), records.recordLimit());
    }
}
