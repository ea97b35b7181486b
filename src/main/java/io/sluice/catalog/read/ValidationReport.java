package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.message.FileProblem;
import java.util.List;

/** All problems, for people, for programs and for CI. */
public record ValidationReport(List<FileProblem> problems) {

    public ValidationReport {
        problems = List.copyOf(problems);
    }

    /** 0: nothing is wrong; 1: something is. */
    public int exitCode() {
        return problems.isEmpty() ? 0 : 1;
    }

    /**
     * A line for each problem, {@code file:line: code message (detail) → remedy}, and a last line with their number.
     */
    public String text() {
        var text = new StringBuilder();
        problems.forEach(
                p -> text.append(p).append(" → ").append(p.code().remedy()).append('\n'));
        return text.append(problems.isEmpty() ? "No problems" : count())
                .append('\n')
                .toString();
    }

    /** {@code {"ok": false, "problems": [{file, line, code, message, detail, remedy}]}}. */
    public String json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("ok", problems.isEmpty());
        var list = json.putArray("problems");
        problems.forEach(p -> list.addObject()
                .put("file", p.file())
                .put("line", p.line())
                .put("code", p.code().code())
                .put("message", p.code().meaning())
                .put("detail", p.detail())
                .put("remedy", p.code().remedy()));
        return json.toPrettyString();
    }

    private String count() {
        return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    }
}
