package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.lint.EngineHeaders;
import io.sluice.catalog.schema.Suggestion;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.format.Format;
import io.sluice.message.ProblemException;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether fields have paths of their format, and whether keys name fields or paths. */
final class FieldChecks {

    /** A path of HL7 begins with a segment: three capital letters or digits. */
    private static final Pattern HL7_LIKE = Pattern.compile("[A-Z][A-Z0-9]{2}([\\[-].*)?");

    private final Draft draft;
    private final Map<String, String> fields;
    private final Format format;

    private FieldChecks(Draft draft) {
        this.draft = draft;
        this.fields = Values.textMap(draft.root().path("fields"));
        this.format = Format.of(IntegrationMapper.format(draft)).orElse(Format.JSON);
    }

    static void check(Draft draft) {
        var checks = new FieldChecks(draft);
        checks.fields();
        checks.keys("/orderBy");
        checks.keys("/duplicates/key");
        checks.keys("/duplicates/ignore");
        checks.businessKeys();
        checks.acknowledgement();
    }

    private void fields() {
        fields.forEach((name, path) -> {
            var pointer = Pointer.below("/fields", name);
            if (EngineHeaders.ALL.contains(name)) {
                draft.problem(pointer, CatalogProblem.NAME_INVALID, "'" + name + "' is a header of the engine");
            }
            path(pointer, path);
        });
    }

    /** Each is the name of a field, or a path. */
    private void keys(String list) {
        var keys = Values.texts(draft.root().at(list));
        for (int i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            var pointer = Pointer.below(list, i);
            if (fields.containsKey(key)) {
                continue;
            }
            if (format == Format.HL7V2 && !HL7_LIKE.matcher(key).matches()) {
                draft.problem(
                        pointer, CatalogProblem.FIELD_UNKNOWN, "'" + key + "'" + Suggestion.of(key, fields.keySet()));
            } else {
                path(pointer, key);
            }
        }
    }

    private void businessKeys() {
        var keys = Values.texts(draft.root().path("businessKeys"));
        for (int i = 0; i < keys.size(); i++) {
            if (!fields.containsKey(keys.get(i))) {
                draft.problem(
                        Pointer.below("/businessKeys", i),
                        CatalogProblem.FIELD_UNKNOWN,
                        "'" + keys.get(i) + "'" + Suggestion.of(keys.get(i), fields.keySet()));
            }
        }
    }

    private void path(String pointer, String path) {
        try {
            format.place(path);
        } catch (ProblemException e) {
            draft.problem(pointer, CatalogProblem.VALUE_INVALID, "not a path of " + format.label() + ": " + e.where());
        }
    }

    /** Any type but ACK answers the content of the message, which is an application acknowledgement. */
    private void acknowledgement() {
        var ack = draft.root().path("ack");
        var type = Values.text(ack, "type").orElse("ACK");
        if (!type.startsWith("ACK") && !ack.path("application").booleanValue()) {
            draft.problem("/ack/type", CatalogProblem.ACK_UNDECLARED, "'" + type + "'");
        }
    }
}
