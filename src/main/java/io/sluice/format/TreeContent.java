package io.sluice.format;

import io.sluice.format.json.Json;
import io.sluice.format.json.JsonField;
import io.sluice.message.ProblemException;
import io.sluice.message.Sha256;
import java.util.List;
import java.util.Optional;

/** Content that is its tree: JSON, and the records of every format whose places are names in a tree. */
public record TreeContent(Format format, byte[] bytes, Object tree, String type) implements Content {

    /** The place that a {@link JsonField} names. */
    record JsonPlace(String path, JsonField field) implements TreePlace {

        @Override
        public Optional<String> in(Content content) {
            return field.read(content.tree());
        }

        @Override
        public Object removedFrom(Object tree) {
            return field.removedFrom(tree);
        }
    }

    /** @throws ProblemException {@link FormatProblem#PATH_INVALID} with the column */
    static Place place(String path) {
        try {
            return new JsonPlace(path, JsonField.of(path));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(FormatProblem.PATH_INVALID, e.getMessage());
        }
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public String controlId() {
        return "";
    }

    /** With places to leave out, two documents are the same when their trees are: white space does not count then. */
    @Override
    public byte[] digest(List<Place> without) {
        if (without.isEmpty()) {
            return Sha256.of(bytes);
        }
        Object rest = tree;
        for (Place place : without) {
            rest = ((TreePlace) place).removedFrom(rest);
        }
        return Sha256.of(Json.write(rest));
    }

    @Override
    public List<String> tolerated() {
        return List.of();
    }
}
