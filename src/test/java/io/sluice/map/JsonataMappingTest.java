package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.hl7.Samples;
import io.sluice.format.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class JsonataMappingTest {

    private static final String MESSAGE = String.join(
            "\r",
            "MSH|^~\\&|EHR|HOSP|||20260105101500||ADT^A01|1|P|2.5",
            "PID|1||111^^^A&1.2.3&ISO^MR~222^^^^SS||EVERYMAN^ADAM^^^||19610615|M|\"\"||1 Main St^^Town",
            "PV1|1||W^^^H",
            "ORC|NW|P1",
            "OBR|1|P1||C1^Panel^LN",
            "NTE|1||first",
            "OBX|1|NM|G^Glucose^LN||5.50|mmol/L",
            "OBX|2|ST|K^Kalium^LN||x\\T\\y",
            "OBR|2|P2||C2^Other^LN",
            "OBX|1|NM|N^Natrium^LN||140",
            "");

    private static final MapContext CONTEXT = context(MESSAGE);

    private static MapContext context(String message) {
        return new MapContext(
                MapSource.of(message.getBytes(StandardCharsets.UTF_8), Format.HL7V2),
                Instant.parse("2026-01-05T09:15:01.250Z"),
                ZoneId.of("America/New_York"),
                Map.of("kind", "the original"),
                Map.of("mrn", "111"));
    }

    private static Object map(String expression, MapContext context) {
        return Mappings.compile("test.jsonata", expression, tables(), MapOptions.JSON.withShaping(Shaping.asMapped()))
                .run(context)
                .tree();
    }

    private static Object map(String expression) {
        return map(expression, CONTEXT);
    }

    private static CodeTables tables() {
        CodeTable gender = CodeTable.read(
                "gender",
                "hl7,fhir,display\nM,male,Male\nF,female,Female\n*,unknown,\n".getBytes(StandardCharsets.UTF_8));
        CodeTable strict = CodeTable.read("strict", "from,to\nA,B\n".getBytes(StandardCharsets.UTF_8));
        return new CodeTables(Map.of("gender", gender, "strict", strict));
    }

    private static MapException failure(String expression) {
        return catchThrowableOfType(MapException.class, () -> map(expression));
    }

    @Test
    void readsFieldsByPath() {
        assertThat(map("$get('PID-3[5=MR]-1')")).isEqualTo("111");
        assertThat(map("$get('PID-3[2]-1')")).isEqualTo("222");
        assertThat(map("$get('OBX[2]-5')")).isEqualTo("x&y");
        assertThat(map("$get('PID-3-4-2')")).isEqualTo("1.2.3");
    }

    @Test
    void keepsAbsentEmptyAndNullApart() {
        Object result = map("{'absent': $get('PID-40'), 'empty': $get('PID-2'), 'null': $get('PID-9')}");

        assertThat(Json.write(result)).asString().isEqualTo("{\"empty\":\"\",\"null\":null}");
    }

    @Test
    void looksIntoSegmentsRepetitionsAndGroups() {
        assertThat(map("$all('PID-3').{'value': $get('1', $), 'type': $get('PID-3-5', $)}"))
                .asString()
                .isEqualTo("[{value=111, type=MR}, {value=222, type=SS}]");
        assertThat(map("$all('OBX').$get('3-1')")).asString().isEqualTo("[G, K, N]");
        assertThat(map("$all('OBX-5-1')")).asString().isEqualTo("[5.50, x&y, 140]");
        assertThat(
                        map(
                                "$groups('OBR').{'code': $get('OBR-4-1', $), 'notes': $all('NTE-3-1', $), 'results': $all('OBX', $).$get('3-2')}"))
                .asString()
                .isEqualTo("[{code=C1, notes=[first], results=[Glucose, Kalium]}, {code=C2, results=Natrium}]");
        assertThat(map("$groups('OBR')[0].$get('ORC-2', $)")).isEqualTo("P1");
        assertThat(map("$groups('OBX', $groups('OBR')[1]).$get('OBX-5', $)")).isEqualTo("140");
    }

    @Test
    void seesTheMessageAsATree() {
        assertThat(map("PID.`5`.`1`")).isEqualTo("EVERYMAN");
        assertThat(map("OBX[`3`.`1` = 'N'].`5`.`1`")).isEqualTo("140");
        assertThat(map("$count(OBX)")).isEqualTo(3);
    }

    @Test
    void datesAreInTheSendersZoneWithTheirPrecision() {
        assertThat(map("$date($get('MSH-7'))")).isEqualTo("2026-01-05T10:15:00-05:00");
        assertThat(map("$date($get('PID-7'))")).isEqualTo("1961-06-15");
        assertThat(map("$date($get('MSH-7'), {'as': 'date'})")).isEqualTo("2026-01-05");
        assertThat(map("$date($get('MSH-7'), {'as': 'instant'})")).isEqualTo("2026-01-05T15:15:00Z");
        assertThat(map("$date($get('MSH-7'), {'zone': 'Europe/Berlin'})")).isEqualTo("2026-01-05T10:15:00+01:00");
        assertThat(map("[$date('20261399', {'onInvalid': 'drop'}), 1]"))
                .asString()
                .isEqualTo("[1]");
        assertThat(failure("$date('20261399')").problem()).isEqualTo(FormatProblem.DATE_INVALID);
    }

    @Test
    void translatesCodes() {
        assertThat(map("$code('gender', $get('PID-8'))")).isEqualTo("male");
        assertThat(map("$code('gender', 'F', {'column': 'display'})")).isEqualTo("Female");
        assertThat(map("$code('gender', 'F', {'column': '*'}).fhir")).isEqualTo("female");
        assertThat(map("$code('gender', ['F', 'M'])")).asString().isEqualTo("[female, male]");
        assertThat(map("{'a': $code('gender', $get('PID-40')), 'b': $code('gender', $get('PID-9'))}"))
                .asString()
                .isEqualTo("{b=null}");
    }

    @Test
    void aCodeThatIsMissingIsTreatedAsTheMappingSays() {
        assertThat(map("$code('strict', 'X', {'onMissing': 'keep'})")).isEqualTo("X");
        assertThat(map("$code('gender', 'X', {'onMissing': 'default'})")).isEqualTo("unknown");
        assertThat(map("$code('strict', 'X', {'onMissing': 'default', 'default': 'D'})"))
                .isEqualTo("D");
        assertThat(failure("$code('strict', 'X')").problem()).isEqualTo(MapProblem.CODE_UNMAPPED);
        assertThat(failure("$code('strict', 'X', {'onMissing': 'hold'})").problem())
                .isEqualTo(MapProblem.CODE_HELD);
        assertThat(failure("$code('other', 'X')").problem()).isEqualTo(MapProblem.TABLE_UNKNOWN);
        assertThat(failure("$code('strict', 'X', {'column': 'nope'})").problem())
                .isEqualTo(MapProblem.TABLE_UNKNOWN);
    }

    @Test
    void theWorklistNamesEachMissingCodeOnceAndEndsWithItsRun() {
        Mapping mapping = Mappings.compile(
                "test.jsonata",
                "{'a': $map([1..3], function($i) { $code('strict', $get('PID-8'), {'at': 'PID-8', 'onMissing': 'worklist'}) }), 'b': 1}",
                tables());

        assertThat(mapping.run(CONTEXT).worklist()).containsExactly(new UnmappedCode("strict", "PID-8", "M"));
        assertThat(mapping.run(context(MESSAGE.replace("|M|", "|A|"))).worklist())
                .isEmpty();
    }

    @Test
    void timeIsTheTimeOfReceipt() {
        assertThat(map("$now()")).isEqualTo("2026-01-05T09:15:01.250Z");
        assertThat(map("$millis()"))
                .isEqualTo(Instant.parse("2026-01-05T09:15:01.250Z").toEpochMilli());
        assertThat(map("$now('[Y0001]-[M01]-[D01]')")).isEqualTo("2026-01-05");
    }

    @Test
    void timesAreNeverCompletedByTheMachine() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            assertThat(map("$fromMillis($toMillis('2026-01-05T10:00:00'))")).isEqualTo("2026-01-05T10:00:00.000Z");
            assertThat(map("$fromMillis($toMillis('2026-01-05T10:00:00.25+01:00'))"))
                    .isEqualTo("2026-01-05T09:00:00.250Z");
            assertThat(map("$fromMillis($toMillis('2026-01-05'))")).isEqualTo("2026-01-05T00:00:00.000Z");
            assertThat(map("$fromMillis($toMillis('2026-02'))")).isEqualTo("2026-02-01T00:00:00.000Z");
            assertThat(map("$fromMillis($toMillis('2026'))")).isEqualTo("2026-01-01T00:00:00.000Z");
            assertThat(map("$fromMillis($toMillis('2026 12', '[Y] [M]'))")).isEqualTo("2026-12-01T00:00:00.000Z");
            assertThat(failure("$toMillis('10:15', '[H]:[m]')").problem()).isEqualTo(MapProblem.FUNCTION_ARGUMENT);
            assertThat(failure("$toMillis($get('PID-5-1'))").getMessage())
                    .contains("D3110")
                    .doesNotContain("EVERYMAN");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void knowsParentAndHeaders() {
        assertThat(map("$parent().kind")).isEqualTo("the original");
        assertThat(map("$headers.mrn")).isEqualTo("111");
    }

    @Test
    void chanceIsRefusedWithItsPlace() {
        MapException refused = failure("{\n  'a': '$random()', /* $random() */\n  'id': $random()\n}");

        assertThat(refused.problem()).isEqualTo(MapProblem.FUNCTION_REFUSED);
        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused.column()).isEqualTo(9);
    }

    @Test
    void aSyntaxErrorNamesLineAndColumn() {
        MapException syntax = failure("{\n  'a': 1,\n  'b' 2\n}");

        assertThat(syntax.problem()).isEqualTo(MapProblem.SYNTAX);
        assertThat(syntax.line()).isEqualTo(3);
        assertThat(syntax.getMessage()).contains("test.jsonata:3:7").contains("Expected \":\", got \"2\"");
    }

    @Test
    void aFailureNamesLineAndColumnButNoValue() {
        MapException wrongType = failure("{\n  'a': 1,\n  'b': $get('PID-5-1') + 1\n}");
        assertThat(wrongType.problem()).isEqualTo(MapProblem.EVALUATION);
        assertThat(wrongType.line()).isEqualTo(3);
        assertThat(wrongType.getMessage()).contains("T2001").doesNotContain("EVERYMAN");

        MapException ownFunction = failure("(\n  $x := $get('PID-5-1');\n    $code('strict', $x)\n)");
        assertThat(ownFunction.problem()).isEqualTo(MapProblem.CODE_UNMAPPED);
        assertThat(ownFunction.line()).isEqualTo(3);
        assertThat(ownFunction.column()).isEqualTo(5);
        assertThat(ownFunction.getMessage()).doesNotContain("EVERYMAN");

        assertThat(failure("$error('patient ' & $get('PID-5-1'))").getMessage()).doesNotContain("EVERYMAN");
        assertThat(failure("$number($get('PID-5-1'))").getMessage()).doesNotContain("EVERYMAN");
        assertThat(failure("$get('PID-' & $get('PID-5-1'))").getMessage()).doesNotContain("EVERYMAN");
        assertThat(failure("$get('PID-5-1')()").getMessage()).doesNotContain("EVERYMAN");
    }

    /** The library prints a value that is called like a function, and what fails in a replacing function. */
    @Test
    void failuresThatTheLibraryWouldPrintAreNotPrinted() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        try {
            for (String call : List.of(
                    "$get('PID-5-1')()",
                    "($x := $get('PID-5-1'); {'a': $x(1)})",
                    "$all('PID-5').$get('1-1')()",
                    "$map([1], $get('PID-5-1'))",
                    "$replace('x', /x/, function($m) { $number($get('PID-5-1')) })",
                    "$replace('x', /x/, function($m) { 1 })",
                    "$get('PID-5-1')(?, 1)")) {
                assertThat(failure(call).problem()).as(call).isEqualTo(MapProblem.EVALUATION);
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("EVERYMAN");
    }

    @Test
    void replacesAsJsonataDoes() {
        assertThat(map("$replace('a-b-c', '-', '+')")).isEqualTo("a+b+c");
        assertThat(map("$replace('a-b-c', '-', '+', 1)")).isEqualTo("a+b-c");
        assertThat(map("$replace('a1b2', /[0-9]/, '<$0>')")).isEqualTo("a<1>b<2>");
        assertThat(
                        map(
                                "$replace('a1b22', /([a-z])([0-9]+)/, function($m) { $m.groups[1] & $uppercase($m.groups[0]) & '$' })"))
                .isEqualTo("1A$22B$");
        assertThat(map("$replace('aaa', /a/, function($m) { 'b' }, 2)")).isEqualTo("bba");
        assertThat(map("'x1' ~> $replace(/[0-9]/, '')")).isEqualTo("x");
    }

    @Test
    void endsWhatDoesNotEnd() {
        MapOptions impatient = MapOptions.JSON.withLimits(new MapLimits(50, 500));
        Mapping loop =
                Mappings.compile("loop.jsonata", "($f := function($n) { $f($n + 1) }; $f(0))", tables(), impatient);
        Mapping deep = Mappings.compile("deep.jsonata", "($f := function($n) { 1 + $f($n + 1) }; $f(0))", tables());

        assertThat(catchThrowableOfType(MapException.class, () -> loop.run(CONTEXT))
                        .problem())
                .isEqualTo(MapProblem.TIME_LIMIT);
        assertThat(catchThrowableOfType(MapException.class, () -> deep.run(CONTEXT))
                        .problem())
                .isEqualTo(MapProblem.DEPTH_LIMIT);
    }

    @Test
    void arraysOfTheContractAreArraysAndEmptyValuesAreLeftOut() {
        MapOptions options = MapOptions.JSON.withShaping(Shaping.of(Set.of("name", "name.given", "identifier")));
        Mapping mapping = Mappings.compile(
                "test.jsonata",
                "{'name': {'family': $get('PID-5-1'), 'given': $get('PID-5-2'), 'suffix': $get('PID-5-4')},"
                        + " 'identifier': $all('PID-3').$get('1'), 'gone': $get('PID-9'), 'none': {'x': $get('PID-2')}}",
                tables(),
                options);

        assertThat(mapping.run(CONTEXT).bytes())
                .asString()
                .isEqualTo("{\"name\":[{\"family\":\"EVERYMAN\",\"given\":[\"ADAM\"]}],"
                        + "\"identifier\":[\"111\",\"222\"],\"gone\":null}");
    }

    @Test
    void aMappingThatGivesNothingOrAFunctionFails() {
        assertThat(failure("$get('ZZZ-1')").problem()).isEqualTo(MapProblem.NO_RESULT);
        assertThat(failure("function($x) { $x }").problem()).isEqualTo(MapProblem.RESULT_INVALID);
    }

    @Test
    void numbersKeepTheirForm() {
        byte[] event =
                "{\"amount\": 1.10, \"count\": 12345678901, \"list\": [1, 2.5]}".getBytes(StandardCharsets.UTF_8);
        MapContext context = new MapContext(MapSource.of(event, Format.JSON), CONTEXT.receivedAt(), CONTEXT.zone());

        assertThat(Json.write(map(
                        "{'a': amount, 'c': count, 's': $sum(list), 'same': amount = 1.1, 'more': count + 1}",
                        context)))
                .asString()
                .isEqualTo("{\"a\":1.10,\"c\":12345678901,\"s\":3.5,\"same\":true,\"more\":12345678902}");
    }

    @Test
    void writesHl7() {
        Mapping mapping = Mappings.compile(
                "test.jsonata",
                "[{'segment': 'MSH', '9': {'1': 'ADT', '2': 'A08'}, '10': $get('MSH-10'), '12': '2.5'},"
                        + " {'segment': 'PID', '3': $all('PID-3'), '5': {'1': $get('OBX[2]-5')}, '8': null}]",
                tables(),
                MapOptions.HL7V2);

        assertThat(mapping.run(CONTEXT).bytes())
                .asString()
                .isEqualTo(
                        "MSH|^~\\&|||||||ADT^A08|1||2.5\r" + "PID|||111^^^A&1.2.3&ISO^MR~222^^^^SS||x\\T\\y|||\"\"\r");
    }

    @Test
    void mapsEverySample() {
        Mapping mapping = Mappings.compile(
                "all.jsonata",
                "{'type': $get('MSH-9'), 'names': $all('PID-5').$get('1-1'), 'groups': $count($groups('OBR')), 'tree': $}",
                tables());
        for (var sample : Samples.all()) {
            if (sample.endsWith("cdc-msh_present_but_missing_msh-2.hl7")) {
                continue;
            }
            MapContext context = new MapContext(
                    MapSource.of(Samples.bytes(sample), Format.HL7V2), CONTEXT.receivedAt(), CONTEXT.zone());
            byte[] once = mapping.run(context).bytes();
            assertThat(mapping.run(context).bytes()).as(sample.toString()).isEqualTo(once);
            assertThat(Json.read(once)).isInstanceOf(Map.class);
        }
    }
}
