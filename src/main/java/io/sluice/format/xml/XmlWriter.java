package io.sluice.format.xml;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a tree as {@link XmlTree} describes it, UTF-8. Names are written as they are given, so that a mapping may use
 * prefixes and declare them by {@code @xmlns:cbc}; null becomes {@code xsi:nil}, an empty list nothing.
 */
public final class XmlWriter {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String NIL = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-]*(:[\\p{L}_][\\p{L}\\p{N}_.\\-]*)?");

    private final StringBuilder out = new StringBuilder(512);

    private XmlWriter() {}

    /**
     * @param tree a map of one name, the root's
     * @throws ProblemException {@link FormatProblem#XML_TREE_INVALID} with the path
     */
    public static byte[] write(Object tree) {
        return (DECLARATION + element(tree)).getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #write} without the declaration: one record within a file. */
    static String element(Object tree) {
        if (!(tree instanceof Map<?, ?> map) || map.size() != 1) {
            throw invalid("the root");
        }
        Map.Entry<?, ?> root = map.entrySet().iterator().next();
        if (root.getValue() instanceof List) {
            throw invalid("the root");
        }
        XmlWriter writer = new XmlWriter();
        writer.element(root.getKey().toString(), root.getValue(), "", 1);
        return writer.out.toString();
    }

    /** Text as it may stand in an attribute. */
    static String escaped(String text) {
        XmlWriter writer = new XmlWriter();
        writer.text(text, "");
        return writer.out.toString();
    }

    private void element(String name, Object value, String within, int depth) {
        String path = within.isEmpty() ? name : within + "/" + name;
        if (!NAME.matcher(name).matches() || depth > XmlTree.DEPTH) {
            throw invalid(path);
        }
        out.append('<').append(name);
        switch (value) {
            case null -> out.append(NIL).append("/>");
            case Map<?, ?> members -> members(name, members, path, depth);
            case List<?> list -> throw invalid(path);
            default -> {
                out.append('>');
                text(value, path);
                end(name);
            }
        }
    }

    private void members(String name, Map<?, ?> members, String path, int depth) {
        members.forEach((key, value) -> {
            if (key.toString().startsWith("@") && value != null) {
                attribute(key.toString().substring(1), value, path);
            }
        });
        out.append('>');
        members.forEach((key, value) -> {
            String child = key.toString();
            if (child.equals("#text")) {
                text(value, path);
            } else if (value instanceof List<?> several) {
                several.forEach(one -> element(child, one, path, depth + 1));
            } else if (!child.startsWith("@")) {
                element(child, value, path, depth + 1);
            }
        });
        end(name);
    }

    private void attribute(String name, Object value, String path) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(path + "/@" + name);
        }
        out.append(' ').append(name).append("=\"");
        text(value, path + "/@" + name);
        out.append('"');
    }

    private void end(String name) {
        out.append("</").append(name).append('>');
    }

    private void text(Object value, String path) {
        if (value instanceof Map || value instanceof List || value == null) {
            throw invalid(path);
        }
        String text = value instanceof BigDecimal exact ? exact.toPlainString() : value.toString();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                // As references, since a reader turns them into other white space where they stand alone.
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> {
                    if (!allowed(c)) {
                        throw invalid(path);
                    }
                    out.appendCodePoint(c);
                }
            }
        });
    }

    /** XML 1.0 section 2.2. */
    private static boolean allowed(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    private static ProblemException invalid(String path) {
        return new ProblemException(FormatProblem.XML_TREE_INVALID, path);
    }
}
