package io.sluice.format.xml;

import io.sluice.format.Content;
import io.sluice.format.FormatProblem;
import io.sluice.format.TreePlace;
import io.sluice.message.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place of an XML document, as XPath writes it: {@code Order/Party[@role='buyer']/Id},
 * {@code /Order/Line[2]/@number}. From the root, without prefixes; {@code [n]} counts from 1; without a selection the
 * first element of a name is meant.
 */
public record XmlPlace(String path, List<Step> steps) implements TreePlace {

    private static final Pattern STEP = Pattern.compile(
            "(@?)(?:[^/\\[\\]@:=']+:)?([^/\\[\\]@:=']+)(?:\\[(?:([1-9]\\d{0,8})|(@?[^/\\[\\]@=']+)\\s*=\\s*'([^']*)')\\])?(?:/|$)");

    /**
     * @param name as in the tree, an attribute with its {@code @}
     * @param index from 0
     * @param member whose value must be {@code equal}; null without such a condition
     */
    record Step(String name, int index, String member, String equal) {}

    /** @throws ProblemException {@link FormatProblem#PATH_INVALID} with the column */
    public static XmlPlace of(String path) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = path.startsWith("/") ? 1 : 0;
        while (at < path.length() && matcher.find(at) && matcher.start() == at) {
            int index = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)) - 1;
            String member = matcher.group(4) == null ? null : matcher.group(4).strip();
            steps.add(new Step(matcher.group(1) + matcher.group(2).strip(), index, member, matcher.group(5)));
            at = matcher.end();
        }
        boolean attributeWithin = steps.stream()
                .limit(Math.max(0, steps.size() - 1))
                .anyMatch(step -> step.name().startsWith("@"));
        if (at < path.length() || steps.isEmpty() || path.endsWith("/") || attributeWithin) {
            throw new ProblemException(FormatProblem.PATH_INVALID, "column " + (at + 1) + " of an XML path");
        }
        return new XmlPlace(path, List.copyOf(steps));
    }

    @Override
    public Optional<String> in(Content content) {
        Object at = content.tree();
        for (Step step : steps) {
            at = at instanceof Map<?, ?> map ? chosen(map.get(step.name()), step) : null;
        }
        return Optional.ofNullable(text(at));
    }

    @Override
    public Object removedFrom(Object tree) {
        return removed(tree, 0);
    }

    private Object removed(Object at, int depth) {
        Step step = steps.get(depth);
        if (!(at instanceof Map<?, ?> map) || chosen(map.get(step.name()), step) == null) {
            return at;
        }
        Object value = map.get(step.name());
        Object chosen = chosen(value, step);
        boolean last = depth == steps.size() - 1;
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        if (value instanceof List<?> list) {
            List<Object> rest = new ArrayList<>(list);
            int place = identity(list, chosen);
            rest.remove(place);
            if (!last) {
                rest.add(place, removed(chosen, depth + 1));
            }
            copy.put(step.name(), rest);
        } else if (last) {
            copy.remove(step.name());
        } else {
            copy.put(step.name(), removed(chosen, depth + 1));
        }
        return copy;
    }

    private static int identity(List<?> list, Object one) {
        int place = 0;
        while (list.get(place) != one) {
            place++;
        }
        return place;
    }

    private static Object chosen(Object value, Step step) {
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        if (step.member() == null) {
            return step.index() < all.size() ? all.get(step.index()) : null;
        }
        return all.stream().filter(one -> matches(one, step)).findFirst().orElse(null);
    }

    private static boolean matches(Object one, Step step) {
        if (!(one instanceof Map<?, ?> map)) {
            return false;
        }
        Object member = map.get(step.member());
        return step.equal().equals(text(member instanceof List<?> list ? list.getFirst() : member));
    }

    /** An element with attributes keeps its text apart. */
    private static String text(Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> text(map.get("#text"));
            case List<?> list -> null;
            case Object text -> text.toString();
        };
    }
}
