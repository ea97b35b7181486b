package io.sluice.format.hl7;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message as maps and lists, for JSONata and for display; each part is made when it is first looked at.
 *
 * <pre>
 * {"MSH": [{"segment": "MSH", "1": "|", "2": "^~\\&amp;", "9": {"1": "ADT", "2": "A01"}, ...}],
 *  "PID": [{"segment": "PID", "3": [{"1": "123", "5": "MR"}, {"1": "456", "5": "SS"}], "5": {"1": "EVERYMAN"}}]}
 * </pre>
 *
 * Segments of a name are always a list. A field is a map of its components, or a list of such maps when it repeats. A
 * component is its text, or a map of its subcomponents when it has several. Absent: no key; empty: {@code ""}; the value
 * {@code ""} of HL7: null. Read-only.
 */
public abstract sealed class Hl7Tree extends AbstractMap<String, Object> {

    private Map<String, Object> content;

    /** The view of a message or a group. */
    public static Hl7Tree of(Hl7Scope scope) {
        return scope instanceof Hl7Segment segment ? new SegmentTree(segment) : new ScopeTree(scope);
    }

    /** The view of one repetition of a field, from 1. */
    public static Hl7Tree of(Hl7Segment segment, int field, int repetition) {
        return new RepetitionTree(segment, field, repetition);
    }

    /** What stands at the path, seen from here. */
    public abstract Hl7Value lookup(Hl7Path path);

    /**
     * Everything that is said at the path, seen from here: a view for each segment or repetition, a text for each deeper
     * place, null for the HL7 value {@code ""}. Absent and empty places are left out.
     */
    public abstract List<Object> all(Hl7Path path);

    /** The segments of this view; none for a repetition. */
    public abstract List<Hl7Segment> segments();

    abstract Map<String, Object> content();

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return made().entrySet();
    }

    @Override
    public Object get(Object key) {
        return made().get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return made().containsKey(key);
    }

    private Map<String, Object> made() {
        if (content == null) {
            content = content();
        }
        return content;
    }

    /** JSON's view of a value: absent has none, so it must not be asked for. */
    static Object json(Hl7Value value) {
        return switch (value) {
            case Hl7Value.Text text -> text.value();
            case Hl7Value.Null ignored -> null;
            case Hl7Value.Empty ignored -> "";
            case Hl7Value.Absent ignored -> throw new IllegalStateException("absent has no JSON");
        };
    }

    private static void add(List<Object> found, Hl7Value value) {
        if (says(value)) {
            found.add(json(value));
        }
    }

    private static boolean says(Hl7Value value) {
        return value instanceof Hl7Value.Text || value instanceof Hl7Value.Null;
    }

    /** A message or a group: lists of segments by name, in the order of their first one. */
    private static final class ScopeTree extends Hl7Tree {

        private final Hl7Scope scope;

        ScopeTree(Hl7Scope scope) {
            this.scope = scope;
        }

        @Override
        public Hl7Value lookup(Hl7Path path) {
            return scope.lookup(path);
        }

        @Override
        public List<Object> all(Hl7Path path) {
            List<Object> found = new ArrayList<>();
            for (Hl7Segment segment : scope.all(path.segment(), path.occurrence())) {
                found.addAll(new SegmentTree(segment).all(path));
            }
            return found;
        }

        @Override
        public List<Hl7Segment> segments() {
            return scope.segments();
        }

        @Override
        @SuppressWarnings("unchecked")
        Map<String, Object> content() {
            Map<String, Object> names = new LinkedHashMap<>();
            for (Hl7Segment segment : scope.segments()) {
                ((List<Object>) names.computeIfAbsent(segment.name(), name -> new ArrayList<>()))
                        .add(new SegmentTree(segment));
            }
            return names;
        }
    }

    private static final class SegmentTree extends Hl7Tree {

        private final Hl7Segment segment;

        SegmentTree(Hl7Segment segment) {
            this.segment = segment;
        }

        @Override
        public Hl7Value lookup(Hl7Path path) {
            return segment.lookup(path);
        }

        @Override
        public List<Object> all(Hl7Path path) {
            if (!segment.is(path.segment())) {
                return List.of();
            }
            if (path.field() == 0) {
                return List.of(this);
            }
            List<Object> found = new ArrayList<>();
            if (path.component() > 0) {
                segment.lookupAll(path).forEach(value -> add(found, value));
                return found;
            }
            boolean chosen = path.repetition() > 0 || path.selection() != null;
            int first = chosen ? segment.chosen(path) : 1;
            int last = chosen ? first : segment.repetitionCount(path.field());
            for (int i = Math.max(first, 1); i <= last; i++) {
                Hl7Value whole = segment.value(segment.repetition(path.field(), i), path.field(), 0, 0);
                boolean map = whole instanceof Hl7Value.Text && !segment.verbatim(path.field());
                if (map) {
                    found.add(new RepetitionTree(segment, path.field(), i));
                } else {
                    add(found, whole);
                }
            }
            return found;
        }

        @Override
        public List<Hl7Segment> segments() {
            return List.of(segment);
        }

        @Override
        Map<String, Object> content() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("segment", segment.name());
            int count = segment.fieldCount();
            for (int field = 1; field <= count; field++) {
                fields.put(Integer.toString(field), field(field));
            }
            return fields;
        }

        private Object field(int field) {
            int repetitions = segment.repetitionCount(field);
            if (repetitions > 1) {
                List<Object> all = new ArrayList<>(repetitions);
                for (int i = 1; i <= repetitions; i++) {
                    all.add(new RepetitionTree(segment, field, i));
                }
                return all;
            }
            Hl7Value value = segment.value(segment.repetition(field, 1), field, 0, 0);
            boolean map = value instanceof Hl7Value.Text && !segment.verbatim(field);
            return map ? new RepetitionTree(segment, field, 1) : json(value);
        }
    }

    private static final class RepetitionTree extends Hl7Tree {

        private final Hl7Segment segment;
        private final int field;
        private final long range;

        RepetitionTree(Hl7Segment segment, int field, int repetition) {
            this.segment = segment;
            this.field = field;
            this.range = segment.repetition(field, repetition);
        }

        /** Takes {@code PID-3-4-1} and, relative, {@code 4-1}. */
        @Override
        public Hl7Value lookup(Hl7Path path) {
            if (path.relative()) {
                return segment.value(range, field, path.field(), path.component());
            }
            boolean here = segment.is(path.segment()) && path.field() == field;
            return here
                    ? segment.value(range, field, path.component(), path.subcomponent())
                    : Hl7Value.ABSENT;
        }

        @Override
        public List<Object> all(Hl7Path path) {
            List<Object> found = new ArrayList<>();
            add(found, lookup(path));
            return found;
        }

        @Override
        public List<Hl7Segment> segments() {
            return List.of();
        }

        @Override
        Map<String, Object> content() {
            Map<String, Object> components = new LinkedHashMap<>();
            for (int component = 1; ; component++) {
                Hl7Value value = segment.value(range, field, component, 0);
                if (value instanceof Hl7Value.Absent) {
                    return components;
                }
                components.put(Integer.toString(component), component(component, value));
            }
        }

        private Object component(int component, Hl7Value whole) {
            boolean several = !(segment.value(range, field, component, 2) instanceof Hl7Value.Absent);
            if (!several || !(whole instanceof Hl7Value.Text)) {
                return json(whole);
            }
            Map<String, Object> subcomponents = new LinkedHashMap<>();
            for (int sub = 1; ; sub++) {
                Hl7Value value = segment.value(range, field, component, sub);
                if (value instanceof Hl7Value.Absent) {
                    return subcomponents;
                }
                subcomponents.put(Integer.toString(sub), json(value));
            }
        }
    }
}
