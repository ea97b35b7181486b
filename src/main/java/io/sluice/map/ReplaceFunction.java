package io.sluice.map;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSONata's own {@code $replace(text, pattern, replacement[, limit])}. The library's prints the failure of a function
 * that replaces, values included, and goes on; this one lets it fail.
 */
final class ReplaceFunction {

    /** As the library declares it: the text may be the context. */
    static final String SIGNATURE = "<s-(sf)(sf)n?:s>";

    private ReplaceFunction() {}

    static Object call(Object input, List<?> args) throws Throwable {
        String text = (String) args.get(0);
        Object limit = args.size() > 3 ? args.get(3) : null;
        Integer times = limit instanceof Number number ? number.intValue() : null;
        boolean computed = args.get(1) instanceof Pattern && args.get(2) != null && !(args.get(2) instanceof String);
        if (text == null || !computed) {
            return Functions.replace(text, args.get(1), args.get(2), times);
        }
        Matcher found = ((Pattern) args.get(1)).matcher(text);
        StringBuilder replaced = new StringBuilder();
        for (int i = 0; (times == null || i < times) && found.find(); i++) {
            if (!(Functions.funcApply(args.get(2), List.of(match(found))) instanceof String replacement)) {
                throw new JException("D3012", -1);
            }
            found.appendReplacement(replaced, Matcher.quoteReplacement(replacement));
        }
        return found.appendTail(replaced).toString();
    }

    private static Map<String, Object> match(Matcher found) {
        List<Object> groups = new ArrayList<>();
        for (int group = 1; group <= found.groupCount(); group++) {
            groups.add(found.group(group) == null ? "" : found.group(group));
        }
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", found.group());
        match.put("start", found.start());
        match.put("end", found.end());
        match.put("groups", groups);
        return match;
    }
}
