package io.sluice.format.xml;

import io.sluice.format.Content;
import io.sluice.format.records.LayoutWriter;
import io.sluice.format.records.RecordRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Writes elements of a layout and those around them, which are closed and opened as the paths demand. */
final class XmlShape implements LayoutWriter.Shape {

    private final XmlLayout layout;
    private final Deque<String> open = new ArrayDeque<>();

    XmlShape(XmlLayout layout) {
        this.layout = layout;
    }

    @Override
    public byte[] begin(Content firstDetail) {
        return bytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** The tree may have the record's element as its root, or be what stands in it. */
    @Override
    public byte[] detail(Content detail) {
        XmlType type = layout.types().first(RecordRole.DETAIL).orElseThrow();
        Object tree = detail.tree();
        for (XmlType other : layout.types().all()) {
            if (other.role() == RecordRole.DETAIL && rooted(tree, other)) {
                type = other;
            }
        }
        return element(type, rooted(tree, type) ? tree : Map.of(type.element(), tree));
    }

    private static boolean rooted(Object tree, XmlType type) {
        return tree instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(type.element());
    }

    @Override
    public byte[] around(int type, Map<String, Object> values) {
        XmlType around = layout.types().all().get(type);
        Object content = values.size() == 1 && values.containsKey("#text") ? values.get("#text") : values;
        return element(around, Map.of(around.element(), content));
    }

    private byte[] element(XmlType type, Object tree) {
        String element = XmlWriter.element(tree); // before anything changes: it may be refused
        List<String> path = List.of(type.path().split("/"));
        List<String> around = path.subList(0, path.size() - 1);
        StringBuilder out = new StringBuilder();
        while (!open.isEmpty()
                && !(open.size() <= around.size()
                        && around.subList(0, open.size()).equals(List.copyOf(open)))) {
            out.append("</").append(open.removeLast()).append(">\n");
        }
        for (String name : around.subList(open.size(), around.size())) {
            out.append('<')
                    .append(name)
                    .append(open.isEmpty() ? layout.xmlns() : "")
                    .append(">\n");
            open.addLast(name);
        }
        return bytes(out.append(element).append('\n').toString());
    }

    @Override
    public byte[] end() {
        StringBuilder out = new StringBuilder();
        if (open.isEmpty()) { // a file of no records has its root all the same
            List<String> path = List.of(
                    layout.types().first(RecordRole.DETAIL).orElseThrow().path().split("/"));
            return path.size() == 1 ? new byte[0] : bytes("<" + path.getFirst() + layout.xmlns() + "/>\n");
        }
        while (!open.isEmpty()) {
            out.append("</").append(open.removeLast()).append(">\n");
        }
        return bytes(out.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
