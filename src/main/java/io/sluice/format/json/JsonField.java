package io.sluice.format.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of one value in a JSON tree, in the manner of HL7 paths: {@code identifier[type=MR].value},
 * {@code name[0].family}. Names are joined by dots; {@code [n]} takes the n-th item from 0 as in JSONata,
 * {@code [name=text]} the first item whose member equals the text; a list without a selection gives its first item.
 * Only scalars are values.
 */
public final class JsonField {

    private static final Pattern STEP =
            Pattern.compile("([^.\\[\\]]+)(?:\\[(?:(\\d+)|([^=\\]]+)=([^\\]]*))\\])?(?:\\.|$)");
    private static final Map<String, JsonField> COMPILED = new ConcurrentHashMap<>();

    private record Step(String name, int index, String member, String equal) {}

    private final List<Step> steps;

    private JsonField(List<Step> steps) {
        this.steps = steps;
    }

    /** @throws IllegalArgumentException when the path is not one, with the position */
    public static JsonField of(String path) {
        return COMPILED.computeIfAbsent(path, JsonField::parse);
    }

    private static JsonField parse(String path) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 0;
        while (at < path.length() && matcher.find(at) && matcher.start() == at) {
            int index = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            steps.add(new Step(matcher.group(1), index, matcher.group(3), matcher.group(4)));
            at = matcher.end();
        }
        if (at < path.length() || steps.isEmpty() || path.endsWith(".")) {
            throw new IllegalArgumentException("not a JSON field path, wrong at column " + (at + 1));
        }
        return new JsonField(List.copyOf(steps));
    }

    /** The value as text; empty when the tree has none there. */
    public Optional<String> read(Object tree) {
        Object at = tree;
        for (Step step : steps) {
            at = at instanceof Map<?, ?> map ? select(map.get(step.name()), step) : null;
        }
        return at == null || at instanceof Map || at instanceof List ? Optional.empty() : Optional.of(at.toString());
    }

    /** The tree without what stands there; the tree itself is not changed. */
    public Object removedFrom(Object tree) {
        return removed(tree, 0);
    }

    private Object removed(Object at, int depth) {
        Step step = steps.get(depth);
        if (!(at instanceof Map<?, ?> map) || !map.containsKey(step.name())) {
            return at;
        }
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        Object value = map.get(step.name());
        Object chosen = select(value, step);
        if (depth == steps.size() - 1 && !(value instanceof List)) {
            copy.remove(step.name());
        } else if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list);
            int place = items.indexOf(chosen);
            if (place >= 0 && depth == steps.size() - 1) {
                items.remove(place);
            } else if (place >= 0) {
                items.set(place, removed(chosen, depth + 1));
            }
            copy.put(step.name(), items);
        } else if (chosen != null) {
            copy.put(step.name(), removed(chosen, depth + 1));
        }
        return copy;
    }

    private static Object select(Object value, Step step) {
        if (!(value instanceof List<?> list)) {
            return step.member() == null ? value : matches(value, step) ? value : null;
        }
        if (step.member() != null) {
            return list.stream().filter(item -> matches(item, step)).findFirst().orElse(null);
        }
        return step.index() < list.size() ? list.get(step.index()) : null;
    }

    private static boolean matches(Object item, Step step) {
        return item instanceof Map<?, ?> map && step.equal().equals(String.valueOf(map.get(step.member())));
    }
}
