package io.sluice.engine.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * HL7 text as a tree for comparing: the names of its segments in order, and each field under its path ({@code PID-5},
 * {@code OBX[2]-5}), so that a difference names a field and one field can be ignored. Other text stays text.
 */
final class Hl7Fields {

    private Hl7Fields() {}

    static Object of(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').strip();
        if (!lines.startsWith("MSH") || lines.length() < 4) {
            return lines;
        }
        String separator = lines.substring(3, 4);
        List<String> names = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("segments", names);
        for (String line : lines.split("\n")) {
            String[] fields = line.split(java.util.regex.Pattern.quote(separator), -1);
            names.add(fields[0]);
            int nth = counts.merge(fields[0], 1, Integer::sum);
            String segment = nth == 1 ? fields[0] : fields[0] + '[' + nth + ']';
            // MSH-1 is the separator itself.
            int first = fields[0].equals("MSH") ? 1 : 0;
            for (int i = 1; i < fields.length; i++) {
                tree.put(segment + '-' + (i + first), fields[i]);
            }
        }
        return tree;
    }
}
