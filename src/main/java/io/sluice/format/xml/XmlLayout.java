package io.sluice.format.xml;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.TreeContent;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.Declared;
import io.sluice.format.records.LayoutWriter;
import io.sluice.format.records.RecordMarks;
import io.sluice.format.records.RecordParser;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordText;
import io.sluice.format.records.RecordType;
import io.sluice.format.records.RecordTypes;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.SplitRecords;
import io.sluice.format.records.WritableLayout;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * XML files of many records: elements recognised by their path from the root, as {@code Orders/Order}, names without
 * prefixes. The tree of a record is that of {@link XmlTree}, with the record's element as the root.
 *
 * @param namespace of the root of what is written; empty for none
 * @param around headers and trailers that are written
 * @param recordLimit bytes of one element
 */
public record XmlLayout(RecordTypes<XmlType> types, String namespace, List<LayoutWriter.Around> around, int recordLimit)
        implements WritableLayout {

    private static final Set<String> KEYS = Set.of("header", "detail", "trailer", "recordLimit", "namespace");

    /** @throws io.sluice.message.ProblemException {@link io.sluice.format.FormatProblem#LAYOUT_INVALID} with the key */
    public static XmlLayout of(Declared records) {
        records.only(KEYS);
        RecordTypes<XmlType> types = RecordMarks.read(records, Set.of("values"), XmlLayout::type);
        if (types.first(RecordRole.DETAIL).isEmpty()) {
            throw records.invalidAt("detail");
        }
        return new XmlLayout(
                types,
                records.text("namespace", ""),
                LayoutWriter.around(types, XmlType::values, Format.XML),
                records.recordLimit());
    }

    private static XmlType type(RecordMarks.Named named, Declared one) {
        if (named.mark().kind() != RecordType.Kind.TAG || !named.mark().text().matches("[^/\\s:]+(/[^/\\s:]+)*")) {
            throw one.invalidAt("tag");
        }
        return new XmlType(named.role(), named.name(), named.mark(), one.textMap("values"));
    }

    @Override
    public Format format() {
        return Format.XML;
    }

    @Override
    public RecordReader read(InputStream in) {
        return new SplitRecords(
                new ByteWindow(in, recordLimit), new XmlSplitter(types), SplitRecords.Roles.KNOWN, this::parser);
    }

    @Override
    public RecordWriter write(OutputStream out, BatchFacts facts) {
        return new LayoutWriter(out, facts, format(), new XmlShape(this), around);
    }

    /** The declaration of the namespace, for the root. */
    String xmlns() {
        return namespace.isEmpty() ? "" : " xmlns=\"" + XmlWriter.escaped(namespace) + "\"";
    }

    /** @param context the name of the file's charset */
    @Override
    public RecordParser parser(byte[] context) {
        Charset charset = Charset.forName(new String(context, StandardCharsets.US_ASCII));
        return (role, bytes) -> parse(role, bytes, charset);
    }

    private Content parse(RecordRole role, byte[] bytes, Charset charset) {
        Map<String, Object> tree = XmlTree.read(RecordText.decode(bytes, 0, bytes.length, charset));
        String element = tree.keySet().iterator().next();
        XmlType type = types.within(role, path -> path.equals(element) || path.endsWith("/" + element));
        return new TreeContent(Format.XML, bytes, tree, type.name());
    }
}
