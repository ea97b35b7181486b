package io.sluice.contract;

import io.sluice.message.FileProblem;
import io.sluice.message.ProblemCode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** One YAML file under reading: its name and what was found wrong so far. Nothing is instantiated from the file. */
final class YamlFile {

    private final String name;
    private final List<FileProblem> problems = new ArrayList<>();

    YamlFile(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    List<FileProblem> problems() {
        return problems.stream().sorted().distinct().toList();
    }

    void problem(int line, ProblemCode code, String detail) {
        problems.add(new FileProblem(name, line, code, detail));
    }

    /** The document as a map; empty, with the problem noted, when it is none. */
    Optional<YamlMap> document(String text) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root instanceof MappingNode map) {
                return Optional.of(new YamlMap(this, map));
            }
            problem(1, ContractProblem.YAML, "a map of keys is expected");
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problem(mark == null ? 0 : mark.getLine() + 1, ContractProblem.YAML, String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            problem(0, ContractProblem.YAML, "over a limit of the reader");
        }
        return Optional.empty();
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
