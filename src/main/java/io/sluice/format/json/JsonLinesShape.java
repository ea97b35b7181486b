package io.sluice.format.json;

import io.sluice.format.Content;
import io.sluice.format.records.LayoutWriter;
import java.util.Arrays;
import java.util.Map;

/** Writes a JSON document in each line. */
record JsonLinesShape() implements LayoutWriter.Shape {

    private static final byte[] NOTHING = {};

    @Override
    public byte[] begin(Content firstDetail) {
        return NOTHING;
    }

    @Override
    public byte[] detail(Content detail) {
        return line(detail.tree());
    }

    @Override
    public byte[] around(int type, Map<String, Object> values) {
        return line(values);
    }

    private static byte[] line(Object tree) {
        byte[] json = Json.write(tree);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    @Override
    public byte[] end() {
        return NOTHING;
    }
}
