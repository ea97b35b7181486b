package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditMappingTest {

    private static final String MESSAGE =
            "\uFEFFMSH|^~\\&|EHR|HOSP|||20260105||ADT^A01|1|P|2.5\r\nPID|1||111^^^A^MR||M\u00fcller|||m|\r\nZX1|any^thing|\r\n\r\n";

    private static final CodeTables TABLES =
            new CodeTables(Map.of("sex", CodeTable.read("sex", "from,to\nm,M\n".getBytes(StandardCharsets.UTF_8))));

    private static String edit(String source) {
        MapContext context = new MapContext(
                MapSource.of(MESSAGE.getBytes(StandardCharsets.UTF_8), Format.HL7V2), Instant.EPOCH, ZoneOffset.UTC);
        return new String(
                Mappings.compile("lab.edit.yaml", source, TABLES).run(context).bytes(), StandardCharsets.UTF_8);
    }

    private static MapException failure(String source) {
        return catchThrowableOfType(MapException.class, () -> edit(source));
    }

    @Test
    void changesTheNamedFieldsAndKeepsEveryOtherByte() {
        String edited = edit("""
                format: hl7v2
                edit:
                  - set: MSH-5
                    value: LAB & CO
                  - set: MSH-6
                    from: MSH-4
                  - set: PID-8
                    jsonata: $code('sex', $get('PID-8'))
                  - clear: PID-3[5=MR]-4
                  - delete: PID-14
                """);

        assertThat(edited)
                .isEqualTo(MESSAGE.replace("|EHR|HOSP|||", "|EHR|HOSP|LAB \\T\\ CO|HOSP|")
                        .replace("|111^^^A^MR|", "|111^^^^MR|")
                        .replace("|m|", "|M||||||\"\""));
    }

    @Test
    void valuesAreReadFromTheOriginalMessage() {
        assertThat(edit("edit: [{set: MSH-3, from: MSH-4}, {set: MSH-4, from: MSH-3}]"))
                .startsWith("\uFEFFMSH|^~\\&|HOSP|EHR|");
    }

    @Test
    void anExpressionThatGivesNothingLeavesTheFieldAsItIs() {
        assertThat(edit("edit: [{set: PID-8, jsonata: \"$get('PID-40')\"}]")).isEqualTo(MESSAGE);
    }

    @Test
    void aMissingSegmentFailsUnlessItMayBeMissing() {
        MapException missing = failure("edit:\n  - set: MSH-5\n    value: A\n  - set: PV1-2\n    value: I\n");

        assertThat(missing.problem()).isEqualTo(FormatProblem.EDIT_TARGET_MISSING);
        assertThat(missing.line()).isEqualTo(4);
        assertThat(edit("edit: [{set: PV1-2, value: I, missing: skip}]")).isEqualTo(MESSAGE);
    }

    @Test
    void whatIsWrongInTheFileIsNamedByLine() {
        assertProblem("edit:\n  - set: MSH-5\n", MapProblem.EDIT_INVALID, 2);
        assertProblem("edit:\n  - clear: MSH-5\n  - set: MSH\n    value: x\n", MapProblem.EDIT_INVALID, 3);
        assertProblem("edit:\n  - set: MSH-5\n    value: x\n    typo: y\n", MapProblem.EDIT_INVALID, 4);
        assertProblem("edit:\n  - clear: PID-3\n    missing: fail\n", MapProblem.EDIT_INVALID, 2);
        assertProblem("format: x12\nedit: [{clear: PID-3}]\n", MapProblem.EDIT_INVALID, 1);
        assertProblem("edit: [\n", MapProblem.EDIT_INVALID, 2);
        assertProblem("", MapProblem.EDIT_INVALID, 1);
        assertProblem("edit:\n  - set: PID-8\n    jsonata: |\n      $uppercase(\n        1 +)\n", MapProblem.SYNTAX, 5);
        assertProblem("edit:\n  - set: PID-8\n    jsonata: $random()\n", MapProblem.FUNCTION_REFUSED, 3);
    }

    private static void assertProblem(String source, ProblemCode problem, int line) {
        MapException failed = failure(source);
        assertThat(failed.problem()).as(source).isEqualTo(problem);
        assertThat(failed.line()).as(source).isEqualTo(line);
    }

    @Test
    void delimitersCannotBeEdited() {
        assertThat(failure("edit: [{set: MSH-2, value: x}]").problem()).isEqualTo(FormatProblem.EDIT_REFUSED);
    }
}
