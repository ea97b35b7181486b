package io.sluice.format.xml;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as a tree: a map of the root's name to its value. An element with neither attributes nor elements is its text,
 * with its white space; {@code xsi:nil="true"} makes it null. Any other element is a map: {@code @name} for an
 * attribute, the name of a child for its value, a list where several children have one name, {@code #text} for text
 * that is not blank, stripped. Names have no prefix; declarations of namespaces, comments and processing instructions
 * are left out.
 */
public final class XmlTree {

    /** Elements within each other. */
    static final int DEPTH = 100;

    private static final XMLInputFactory FACTORY = factory();

    private XmlTree() {}

    /**
     * Reads a whole document in the encoding that it declares.
     *
     * @throws ProblemException {@link FormatProblem#XML_INVALID} with line and column, {@link FormatProblem#XML_DTD}
     */
    public static Map<String, Object> read(byte[] document) {
        return read(() -> FACTORY.createXMLStreamReader(new ByteArrayInputStream(document)));
    }

    /** As {@link #read(byte[])} for text whose encoding is known. */
    static Map<String, Object> read(String document) {
        return read(() -> FACTORY.createXMLStreamReader(new StringReader(document)));
    }

    private interface Opening {
        XMLStreamReader open() throws XMLStreamException;
    }

    private static Map<String, Object> read(Opening opening) {
        XMLStreamReader reader = null;
        try {
            reader = opening.open();
            Map<String, Object> tree = new LinkedHashMap<>();
            for (int event = reader.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = reader.next()) {
                refuseEntities(event, reader);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    tree.put(local(reader.getLocalName()), element(reader, 1));
                }
            }
            return tree;
        } catch (ProblemException known) {
            throw known;
        } catch (XMLStreamException | RuntimeException notXml) {
            // The JDK's reader also throws unchecked for some documents. Not kept as the cause: its messages quote
            // them.
            throw new ProblemException(FormatProblem.XML_INVALID, reader == null ? "" : place(reader));
        }
    }

    private static Object element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEPTH) {
            throw new ProblemException(FormatProblem.XML_INVALID, place(reader));
        }
        Map<String, Object> members = new LinkedHashMap<>();
        boolean nil = attributes(reader, members);
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = reader.next();
            refuseEntities(event, reader);
            switch (event) {
                case XMLStreamConstants.START_ELEMENT ->
                    add(members, local(reader.getLocalName()), element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return value(members, text.toString(), nil);
                }
                default -> {
                    // comments and processing instructions say nothing to the receiver
                }
            }
        }
    }

    private static Object value(Map<String, Object> members, String text, boolean nil) {
        if (members.isEmpty()) {
            return nil ? null : text;
        }
        if (!text.isBlank()) {
            members.put("#text", text.strip());
        }
        return members;
    }

    /** Whether one of them says that the element is null. */
    private static boolean attributes(XMLStreamReader reader, Map<String, Object> members) {
        boolean nil = false;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            String prefix = reader.getAttributePrefix(i);
            if ("xsi".equals(prefix) && name.equals("nil")) {
                nil = reader.getAttributeValue(i).equals("true");
            } else if (!"xmlns".equals(prefix) && !name.equals("xmlns")) {
                members.put("@" + name, reader.getAttributeValue(i));
            }
        }
        return nil;
    }

    private static void add(Map<String, Object> members, String name, Object value) {
        if (!members.containsKey(name)) {
            members.put(name, value);
        } else if (members.get(name) instanceof Several several) {
            several.add(value);
        } else {
            Several several = new Several();
            several.add(members.get(name));
            several.add(value);
            members.put(name, several);
        }
    }

    /** Elements of one name; no element's own value is one. */
    private static final class Several extends ArrayList<Object> {

        private static final long serialVersionUID = 1L;
    }

    private static void refuseEntities(int event, XMLStreamReader reader) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new ProblemException(FormatProblem.XML_DTD, place(reader));
        }
    }

    /** The factory knows no namespaces, so that a record reads the same within its file and alone. */
    static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static String place(XMLStreamReader reader) {
        Location at = reader.getLocation();
        return at == null ? "" : "line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        List.of(
                        XMLInputFactory.SUPPORT_DTD,
                        XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES,
                        XMLInputFactory.IS_NAMESPACE_AWARE,
                        XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES)
                .forEach(feature -> factory.setProperty(feature, false));
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }
}
