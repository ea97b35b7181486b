package io.sluice.map;

import io.sluice.format.x12.X12Path;
import io.sluice.format.x12.X12Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code $get}, {@code $all} and {@code $groups} on X12: the same words as for HL7, with paths such as
 * {@code N1[1=SE]-2}.
 */
final class X12Functions {

    private X12Functions() {}

    static boolean isView(Object within) {
        return within instanceof X12Tree
                || within instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof X12Tree;
    }

    /** Blanks alone say nothing, as in HL7. An element that is no composite is its own first component. */
    static Object get(String path, Object within) {
        Object one = within instanceof List<?> list && !list.isEmpty() ? list.getFirst() : within;
        X12Path compiled = X12Path.of(path);
        Object found = one instanceof X12Tree tree ? tree.lookup(compiled) : itself(compiled, one);
        return found instanceof String text && text.isBlank() ? "" : found;
    }

    static Object all(String path, Object within) {
        X12Path compiled = X12Path.of(path);
        List<Object> found = new ArrayList<>();
        for (Object one : within instanceof List<?> several ? several : within == null ? List.of() : List.of(within)) {
            if (one instanceof X12Tree tree) {
                found.addAll(tree.all(compiled));
            }
        }
        return found.isEmpty() ? null : found;
    }

    static Object groups(String tag, Object within) {
        Object one = within instanceof List<?> list && !list.isEmpty() ? list.getFirst() : within;
        List<X12Tree> groups = one instanceof X12Tree tree ? tree.groups(tag) : List.of();
        return groups.isEmpty() ? null : new ArrayList<Object>(groups);
    }

    /** A text is what {@code $all} gives for an element that is no composite. */
    private static Object itself(X12Path path, Object text) {
        return text instanceof String && path.relative() && path.element() == 1 ? text : null;
    }
}
