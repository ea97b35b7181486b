package io.sluice.contract;

import io.sluice.message.FileProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an ODCS 3.1 file. The file holds exactly one object, named as the entity, in
 * {@code contracts/<entity>/<version>.odcs.yaml}. Beyond the standard, owner ({@code team.name}) and a classification
 * of the fixed vocabulary on every field are mandatory.
 */
public final class ContractReader {

    private static final Set<String> TOP = Set.of(
            "version",
            "kind",
            "apiVersion",
            "id",
            "name",
            "tenant",
            "tags",
            "status",
            "servers",
            "dataProduct",
            "description",
            "domain",
            "schema",
            "support",
            "price",
            "team",
            "roles",
            "slaDefaultElement",
            "slaProperties",
            "authoritativeDefinitions",
            "customProperties",
            "contractCreatedTs");
    private static final Set<String> OBJECT = Set.of(
            "name",
            "physicalName",
            "physicalType",
            "businessName",
            "description",
            "logicalType",
            "id",
            "tags",
            "dataGranularityDescription",
            "authoritativeDefinitions",
            "relationships",
            "properties",
            "quality",
            "customProperties");

    private ContractReader() {}

    /** What came of a file: a contract, or why not. */
    public record Result(Optional<Contract> contract, List<FileProblem> problems) {}

    /**
     * @param fileName with its folders, for example {@code contracts/patient/1.0.0.odcs.yaml}; the last folder and the
     *     name must agree with the content
     */
    public static Result read(String fileName, String yaml) {
        var file = new YamlFile(fileName);
        var contract = file.document(yaml).flatMap(top -> contract(file, top));
        var problems = file.problems();
        return new Result(problems.isEmpty() ? contract : Optional.empty(), problems);
    }

    private static Optional<Contract> contract(YamlFile file, YamlMap top) {
        top.onlyKeys(TOP);
        expect(top, "kind", "DataContract");
        expect(top, "apiVersion", "v3.1.0");
        top.required("id");
        top.required("status");
        var status = top.word("status", ContractStatus::of, ContractProblem.KEY_INVALID, ContractStatus.vocabulary());
        top.required("version");
        var version = top.word("version", ContractVersion::of, ContractProblem.KEY_INVALID, "major.minor.patch");
        var team = top.map("team");
        var owner = team.map(t -> t.required("name")).orElse("");
        if (team.isEmpty()) {
            top.problem("team", ContractProblem.KEY_MISSING, "'team' with its name, which is the owner");
        }
        var objects = top.maps("schema");
        if (objects.size() != 1) {
            top.problem("schema", ContractProblem.KEY_INVALID, "'schema' holds exactly one object, the entity");
            return Optional.empty();
        }
        var object = objects.getFirst();
        object.onlyKeys(OBJECT);
        var entity = object.required("name");
        var description = object.text("description").orElse("");
        var root = new FieldReader().entity(object, entity, description);
        version.ifPresent(v -> checkPlace(file, entity, v));
        if (version.isEmpty() || status.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Contract(
                entity,
                version.get(),
                status.get(),
                owner,
                contact(top),
                description,
                root,
                QualityReader.rules(object),
                serviceLevels(top)));
    }

    private static void expect(YamlMap top, String key, String value) {
        var given = top.required(key);
        if (!given.isEmpty() && !given.equals(value)) {
            top.problem(key, ContractProblem.KEY_INVALID, "'" + key + "' must be " + value);
        }
    }

    private static String contact(YamlMap top) {
        return top.maps("support").stream()
                .flatMap(support -> support.text("url").or(() -> support.text("channel")).stream())
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> serviceLevels(YamlMap top) {
        var levels = new LinkedHashMap<String, String>();
        for (var level : top.maps("slaProperties")) {
            levels.put(
                    level.required("property"),
                    level.required("value") + level.text("unit").orElse(""));
        }
        return levels;
    }

    private static void checkPlace(YamlFile file, String entity, ContractVersion version) {
        var expected = entity + "/" + version + ".odcs.yaml";
        if (!file.name().equals(expected) && !file.name().endsWith("/" + expected)) {
            file.problem(0, ContractProblem.PLACE_WRONG, "the content says " + expected);
        }
    }
}
