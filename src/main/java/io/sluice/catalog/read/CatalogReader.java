package io.sluice.catalog.read;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.Integration;
import io.sluice.catalog.TextFile;
import io.sluice.catalog.Tier;
import io.sluice.catalog.schema.Defaults;
import io.sluice.catalog.schema.SchemaCheck;
import io.sluice.catalog.yaml.Variables;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a snapshot. Never throws for what stands in a file.
 *
 * <pre>{@code
 * Catalog catalog = CatalogReader.read(new ShippedSource().under(new FolderSource(home)), System.getenv());
 * }</pre>
 */
public final class CatalogReader {

    /** The variable that names the environment. */
    public static final String ENVIRONMENT = "SLUICE_ENV";

    private final SourceFiles files;
    private final String environment;
    private final Variables variables;
    private final List<FileProblem> problems = new ArrayList<>();

    private CatalogReader(CatalogSource source, Map<String, String> env) {
        this.files = new SourceFiles(source);
        this.environment = env.getOrDefault(ENVIRONMENT, "").isBlank() ? "local" : env.get(ENVIRONMENT);
        this.variables = new Variables(env);
    }

    /** @param env environment variables */
    public static Catalog read(CatalogSource source, Map<String, String> env) {
        return new CatalogReader(source, env).catalog();
    }

    private Catalog catalog() {
        problems.addAll(files.problems());
        problems.addAll(Strays.in(files));
        var tiers = tiers();
        var overlay = new EnvironmentReader(files, variables, problems).read(environment);
        var systems = overlay.map(o -> new SystemsReader(files, variables, o, problems).read())
                .orElse(Map.of());
        var contracts = Contracts.read(files, problems);
        var drafts = DraftReader.names(files).stream()
                .map(name -> DraftReader.read(files, name))
                .toList();
        var names = drafts.stream().map(Draft::name).toList();
        var around = new Surroundings(tiers, systems, contracts, names);
        drafts.forEach(draft -> IntegrationChecks.check(draft, around));
        TogetherChecks.check(drafts);
        var absent = overlay.map(o -> NotDeployed.in(o, names, problems)).orElse(Set.of());
        var integrations = new TreeMap<String, Integration>();
        var notDeployed = new TreeMap<String, Integration>();
        var refused = new TreeMap<String, List<FileProblem>>();
        for (Draft draft : drafts) {
            if (draft.problems().isEmpty()) {
                int number = draft.root().get("criticality").intValue();
                (absent.contains(draft.name()) ? notDeployed : integrations)
                        .put(draft.name(), IntegrationMapper.map(draft, tiers.get(number)));
            } else {
                refused.put(
                        draft.name(),
                        draft.problems().stream().sorted().distinct().toList());
            }
            problems.addAll(draft.all());
        }
        var all = problems.stream().sorted().distinct().toList();
        return new Catalog(
                environment, integrations, notDeployed, refused, systems, tiers, contracts.byEntity(), tables(), all);
    }

    private Map<Integer, Tier> tiers() {
        var tiers = new TreeMap<Integer, Tier>();
        if (!files.has(Layout.TIERS)) {
            problems.add(
                    new FileProblem(Layout.TIERS, 0, CatalogProblem.FILE_MISSING, "every integration needs a tier"));
            return tiers;
        }
        var found = new ArrayList<FileProblem>();
        var document = files.yaml(Layout.TIERS, found).map(d -> variables.resolve(d, found));
        document.ifPresent(d -> found.addAll(SchemaCheck.check("tiers", d)));
        if (found.isEmpty()) {
            document.map(d -> Defaults.fill("tiers", d).root().get("tiers"))
                    .orElseThrow()
                    .properties()
                    .forEach(e -> {
                        int number = Integer.parseInt(e.getKey());
                        tiers.put(number, TierMapper.map(number, e.getValue()));
                    });
        }
        problems.addAll(found);
        return tiers;
    }

    private Map<String, TextFile> tables() {
        var tables = new TreeMap<String, TextFile>();
        files.in(Layout.TABLES, ".csv").map(f -> files.file(f, ".csv")).forEach(t -> tables.put(t.name(), t));
        return tables;
    }
}
