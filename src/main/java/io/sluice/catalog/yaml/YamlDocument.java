package io.sluice.catalog.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.message.FileProblem;
import io.sluice.message.ProblemCode;
import java.util.HashMap;
import java.util.Map;

/**
 * The content of one file, or of one file under another.
 *
 * @param places of every value, by JSON pointer; a value in a map has the place of its key
 */
public record YamlDocument(String file, JsonNode root, Map<String, Place> places) {

    public YamlDocument {
        places = Map.copyOf(places);
    }

    /** The place of a pointer, or of the nearest value above it. */
    public Place place(String pointer) {
        for (String at = pointer; ; at = Pointer.above(at)) {
            var place = places.get(at);
            if (place != null) {
                return place;
            }
            if (at.isEmpty()) {
                return new Place(file, 0);
            }
        }
    }

    public FileProblem problem(String pointer, ProblemCode code, String detail) {
        return place(pointer).problem(code, detail);
    }

    /**
     * This document with a part of another laid over it: maps are merged, everything else is replaced. What comes from
     * the other document keeps its place there.
     *
     * @param from pointer into the other document; when nothing is there, this document is returned
     */
    public YamlDocument under(YamlDocument other, String from) {
        var over = other.root.at(from);
        if (!(over instanceof ObjectNode) || !(root instanceof ObjectNode)) {
            return this;
        }
        var merged = root.deepCopy();
        var mergedPlaces = new HashMap<>(places);
        merge((ObjectNode) merged, (ObjectNode) over, "", from, other, mergedPlaces);
        return new YamlDocument(file, merged, mergedPlaces);
    }

    /**
     * This document with nothing but the value at the pointer and what leads to it; an empty map when it is not there.
     */
    public YamlDocument only(String pointer) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        var value = root.at(pointer);
        if (!value.isMissingNode()) {
            var at = JsonPointer.compile(pointer);
            alone.withObject(at.head()).set(at.last().getMatchingProperty(), value);
        }
        return new YamlDocument(file, alone, places);
    }

    private static void merge(
            ObjectNode base, ObjectNode over, String at, String from, YamlDocument other, Map<String, Place> places) {
        over.properties().forEach(entry -> {
            var name = entry.getKey();
            var value = entry.getValue();
            var here = Pointer.below(at, name);
            var there = Pointer.below(from, name);
            if (value instanceof ObjectNode overMap && base.get(name) instanceof ObjectNode baseMap) {
                merge(baseMap, overMap, here, there, other, places);
                return;
            }
            base.set(name, value);
            other.places.forEach((pointer, place) -> {
                if (pointer.equals(there) || pointer.startsWith(there + "/")) {
                    places.put(here + pointer.substring(there.length()), place);
                }
            });
        });
    }
}
