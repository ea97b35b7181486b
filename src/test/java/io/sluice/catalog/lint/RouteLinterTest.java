package io.sluice.catalog.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.TextFile;
import io.sluice.catalog.Verbs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteLinterTest {

    private static final String ALLOWED = """
            - route:
                id: admissions
                description: Everything that a route may contain
                from:
                  uri: receive:mllp:ehr
                  steps:
                    - log: "took ${header.type} ${header.controlId}"
                    - log: {message: "part ${exchangeProperty.CamelSplitIndex}", loggingLevel: INFO}
                    - setHeader: {name: kind, constant: A}
                    - setVariable: {name: whole, simple: "${body}"}
                    - setBody: {expression: {jsonpath: {expression: "$.patient"}}}
                    - choice:
                        when:
                          - simple: "${header.trigger} in 'A01,A02' && ${header[mrn]} != null"
                            steps:
                              - to: map:adt-to-patient
                              - to: {uri: "map:adt-to-hl7", parameters: {output: hl7v2}, variableReceive: other}
                              - to: publish:patient
                        otherwise:
                          steps:
                            - stop: {}
                    - filter:
                        jsonpath: {expression: "$.mrn", suppressExceptions: true}
                        steps:
                          - to: direct:parts
                    - multicast:
                        stopOnException: true
                        steps:
                          - to: send:erp/customers?fallback=erp/customer-files
                          - to: {uri: direct, parameters: {name: parts}}
            - route:
                id: parts
                from:
                  uri: direct:parts
                  steps:
                    - split:
                        jsonpath: "$[*]"
                        stopOnException: true
                        steps:
                          - to: "map:part?output=json"
                          - stop: {}
            """;

    @Test
    void acceptsEverythingThatARouteMayContainAndNotesTheVerbs() {
        RouteReport report = lint(ALLOWED);

        assertThat(report.problems()).isEmpty();
        assertThat(report.verbs().receives()).containsExactly(new Verbs.Receive("mllp", "ehr", "r.camel.yaml", 5));
        assertThat(report.verbs().maps()).extracting("name").containsExactly("adt-to-patient", "adt-to-hl7", "part");
        assertThat(report.verbs().publishes()).containsExactly(new Verbs.Use("patient", "r.camel.yaml", 18));
        assertThat(report.verbs().sends())
                .containsExactlyInAnyOrder(
                        new Verbs.Send("erp", "customers", "r.camel.yaml", 29),
                        new Verbs.Send("erp", "customer-files", "r.camel.yaml", 29));
        assertThat(report.routeIds()).extracting("name").containsExactly("admissions", "parts");
        assertThat(report.directsFrom()).extracting("name").containsExactly("parts");
        assertThat(report.directsTo()).extracting("name").containsExactly("parts", "parts");
    }

    /** What the linter lets pass must not be refused by Camel afterwards. */
    @Test
    void camelReadsEverythingThatARouteMayContain() throws Exception {
        var camel = new DefaultCamelContext();
        var file = ResourceHelper.fromString("r.camel.yaml", ALLOWED);

        var builder = (RouteBuilder) PluginHelper.getRoutesLoader(camel)
                .findRoutesBuilders(file)
                .iterator()
                .next();
        builder.setCamelContext(camel);
        builder.prepareModel(camel);

        assertThat(builder.getRouteCollection().getRoutes()).extracting("id").containsExactly("admissions", "parts");
    }

    @Test
    void notesWhatIsSubscribedTo() {
        assertThat(lint(from("subscribe:patient,encounter")).verbs().subscribes())
                .containsExactly(new Verbs.Subscribe(Set.of("patient", "encounter"), Set.of(), "r.camel.yaml", 4));
        assertThat(lint(from("subscribe:message/admissions,message/results"))
                        .verbs()
                        .subscribes())
                .containsExactly(new Verbs.Subscribe(Set.of(), Set.of("admissions", "results"), "r.camel.yaml", 4));
    }

    /** Each refused step names what to write instead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aggregate          | with batch:",
                "resequence         | orderBy",
                "sort               | orderBy",
                "delay              | retries in tiers.yaml",
                "throttle           | limits",
                "sample             | limits",
                "threads            | different keys in parallel",
                "wireTap            | an integration for each receiver",
                "loadBalance        | an integration for each receiver",
                "idempotentConsumer | duplicates:",
                "onException        | outcomes are the engine's",
                "doTry              | outcomes are the engine's",
                "errorHandler       | outcomes are the engine's",
                "circuitBreaker     | outcomes are the engine's",
                "rollback           | outcomes are the engine's",
                "throwException     | outcomes are the engine's",
                "onCompletion       | outcomes are the engine's",
                "intercept          | outcomes are the engine's",
                "saga               | outcomes are the engine's",
                "transacted         | outcomes are the engine's",
                "toD                | fixed send:",
                "recipientList      | fixed send:",
                "routingSlip        | fixed send:",
                "dynamicRouter      | fixed send:",
                "enrich             | send:",
                "pollEnrich         | send:",
                "bean               | map:<name>",
                "process            | map:<name>",
                "script             | map:<name>",
                "transform          | map:<name>",
                "marshal            | map:<name>",
                "unmarshal          | map:<name>",
                "convertBodyTo      | map:<name>",
                "validate           | map:<name>",
                "claimCheck         | map:<name>",
                "loop               | filter or choice",
                "setProperty        | the ledger's",
                "pipeline           | the ledger's",
                "setHeaders         | several setHeader",
                "setVariables       | several setVariable",
                "removeHeaders      | headers never leave",
                "removeVariable     | variables end",
                "kamelet            | one route file for each integration",
            })
    void aRefusedStepNamesItsReplacement(String step, String replacement) {
        assertThat(shown(lint(steps("- " + step + ": {}"))))
                .startsWith("r.camel.yaml:6 catalog.step-refused '" + step + "' → ")
                .contains(replacement);
    }

    @Test
    void aStepThatNobodyKnowsIsRefusedWithTheAllowedOnes() {
        assertThat(shown(lint(steps("- splt: {}"))))
                .isEqualTo(
                        "r.camel.yaml:6 catalog.step-refused 'splt' → use one of choice, filter, log, multicast, setBody,"
                                + " setHeader, setVariable, split, stop, to; did you mean 'split'?");
    }

    /** Each refused component names what to write instead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http:example.org/x   | send:<system>/<endpoint>",
                "https://example.org  | send:<system>/<endpoint>",
                "netty:tcp://x:1      | send:<system>/<endpoint>",
                "mllp:x:2575          | send:<system>/<endpoint>",
                "file:/tmp            | send:<system>/<endpoint>",
                "sftp:x               | send:<system>/<endpoint>",
                "jms:queue:x          | send:<system>/<endpoint>",
                "sql:delete           | send:<system>/<endpoint>",
                "smtp:x               | send:<system>/<endpoint>",
                "whatever:x           | send:<system>/<endpoint>",
                "kafka:topic          | publish: an entity",
                "seda:x               | different keys in parallel",
                "disruptor:x          | different keys in parallel",
                "bean:name            | map:<name>",
                "class:java.lang.Runtime | map:<name>",
                "exec:ls              | map:<name>",
                "language:groovy:x    | map:<name>",
                "xslt:x               | map:<name>",
                "log:x?showBody=true  | the log step",
                "controlbus:route     | pause and resume",
                "mock:x               | trace",
                "kamelet:x            | one route file",
                "idempotent-consumer:x| duplicates:",
                "maps:x               | did you mean 'map'?",
            })
    void aRefusedComponentNamesItsReplacement(String uri, String replacement) {
        assertThat(shown(lint(steps("- to: \"" + uri + "\""))))
                .startsWith("r.camel.yaml:6 catalog.component-refused '" + uri.split(":")[0] + "' → ")
                .contains(replacement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timer:x         | hours in limits",
                "kafka:topic     | receive:<transport>:<listener>",
                "file:/in        | receive:<transport>:<listener>",
                "platform-http:/ | receive:<transport>:<listener>",
                "netty:x         | receive:<transport>:<listener>",
                "seda:x          | different keys in parallel",
            })
    void aRefusedSourceNamesItsReplacement(String uri, String replacement) {
        assertThat(shown(lint(from(uri))))
                .startsWith("r.camel.yaml:4 catalog.component-refused '" + uri.split(":")[0] + "' → ")
                .contains(replacement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"map:x", "send:erp/customers", "publish:patient"})
    void aRouteDoesNotBeginWithASink(String uri) {
        assertThat(shown(lint(from(uri))))
                .contains("catalog.route-shape " + uri.split(":")[0] + ": cannot stand in from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"receive:mllp:ehr", "subscribe:patient"})
    void aRouteDoesNotSendToASource(String uri) {
        assertThat(shown(lint(steps("- to: " + uri)))).contains(uri.split(":")[0] + ": cannot stand in to");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "send:erp                        | send:<system>/<endpoint>",
                "send:erp/customers/42           | send:<system>/<endpoint>",
                "send:${header.where}/customers  | send:<system>/<endpoint>",
                "map:                            | map:<name>",
                "map                             | map:<name>",
                "publish:patient,encounter       | publish:<entity>",
                "direct:${header.x}              | direct:<name>",
            })
    void aVerbHasItsForm(String uri, String form) {
        assertThat(shown(lint(steps("- to: \"" + uri + "\"")))).contains("catalog.route-shape the form is " + form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe:", "subscribe:patient,,encounter", "subscribe:patient,message/admissions"})
    void aSubscriptionNamesEntitiesOrIntegrations(String uri) {
        assertThat(shown(lint(from(uri)))).contains("the form is subscribe:<entity>[,<entity>] or subscribe:message/");
    }

    /** Each refused option names what to write instead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- to: {uri: \"publish:x\", parameters: {mode: call}}          | 'publish:?mode' → leave it out: receive:http: and send:",
                "- to: {uri: \"map:x\", pattern: InOnly}                       | 'to.pattern' → leave it out",
                "- split: {jsonpath: $, parallelProcessing: true}              | 'split.parallelProcessing' → leave it out: the engine works",
                "- split: {jsonpath: $, aggregationStrategy: x}                | 'split.aggregationStrategy' → write a mapping",
                "- split: {jsonpath: $, timeout: 5}                            | 'split.timeout' → leave it out: outcomes",
                "- split: {jsonpath: $, streaming: true}                       | 'split.streaming' → leave it out: the engine works",
                "- multicast: {executorService: x}                             | 'multicast.executorService' → leave it out: the engine works",
                "- multicast: {onPrepare: x}                                   | 'multicast.onPrepare' → leave it out: the state",
                "- log: {message: x, logName: y}                               | 'log.logName' → leave it out: the trace",
                "- filter: {simple: x, statusPropertyName: y}                  | 'filter.statusPropertyName' → leave it out",
            })
    void aRefusedOptionNamesItsReplacement(String step, String expected) {
        assertThat(shown(lint(steps(step)))).contains("catalog.option-refused " + expected);
    }

    @Test
    void aCallHasATimeAPathAndAPlaceForItsReply() {
        var report = lint(
                steps(
                        "- to: {uri: \"send:erp/items\", variableReceive: reply,"
                                + " parameters: {mode: call, callTimeout: 5s, path: \"/items/{type}?site={controlId}\", answers: \"404,409\"}}"));

        assertThat(shown(report)).isEmpty();
        assertThat(report.verbs().sends()).extracting(Verbs.Send::call).containsExactly(true);
    }

    @Test
    void theFallbackOfACallIsCalledTooWhereverTheOptionStands() {
        var inTheUri =
                lint(steps("- to: {uri: \"send:erp/items?mode=call&fallback=erp/copy\", variableReceive: reply}"));
        var amongParameters = lint(steps("- to: {uri: \"send:erp/items\", variableReceive: reply,"
                + " parameters: {fallback: erp/copy, mode: call}}"));

        for (var report : List.of(inTheUri, amongParameters)) {
            assertThat(shown(report)).isEmpty();
            assertThat(report.verbs().sends())
                    .extracting(Verbs.Send::id, Verbs.Send::call)
                    .containsExactlyInAnyOrder(tuple("erp/items", true), tuple("erp/copy", true));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mode: call                               | the step needs variableReceive",
                "mode: wait                               | 'mode' is call",
                "callTimeout: 5s                          | need mode=call",
                "mode: call, callTimeout: soon            | 'callTimeout' is a time",
                "mode: call, path: items                  | 'path' is such as",
                "mode: call, path: \"/a/../b\"            | 'path' is such as",
                "mode: call, answers: \"500\"             | 'answers' lists",
                "mode: call, answers: \"401\"             | they are failures",
            })
    void aCallThatCannotBeMadeIsRefused(String parameters, String expected) {
        assertThat(shown(lint(steps("- to: {uri: \"send:erp/x\", parameters: {" + parameters + "}}"))))
                .contains(expected);
    }

    @Test
    void nothingOfAPatientStandsInAPath() {
        assertThat(shown(lint(
                        steps("- to: {uri: \"send:erp/x\", variableReceive: reply,"
                                + " parameters: {mode: call, path: \"/patients/{mrn}\"}}"),
                        protectedWork())))
                .contains("catalog.log-content {mrn} in a path");
    }

    @Test
    void onlyHttpHasAnAnswerToWaitFor() {
        assertThat(shown(lint(from("receive:mllp:ehr?mode=call")))).contains("mllp has no answer to wait for");
        assertThat(lint(from("receive:http:api?mode=call&callTimeout=2s"))
                        .verbs()
                        .receives())
                .extracting(Verbs.Receive::waits)
                .containsExactly(java.util.Optional.of(java.time.Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "split: {jsonpath: $, steps: [{stop: {}}]}",
                "multicast: {stopOnException: false, steps: [{stop: {}}]}"
            })
    void whatFansOutStopsAtTheFirstFailure(String step) {
        assertThat(shown(lint(steps("- " + step)))).contains("needs stopOnException: true");
    }

    /** Each refused language names what to write instead. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "groovy",
                "java",
                "joor",
                "js",
                "python",
                "ognl",
                "mvel",
                "spel",
                "xpath",
                "xquery",
                "tokenize",
                "xtokenize",
                "method",
                "ref",
                "jsonata",
                "csimple",
                "datasonnet",
                "hl7terser",
                "jq",
                "wasm"
            })
    void aRefusedLanguageNamesItsReplacement(String language) {
        for (String step : List.of(
                "- setBody: {%s: x}",
                "- setBody: {expression: {%s: {expression: x}}}", "- filter: {%s: x, steps: [{stop: {}}]}")) {
            assertThat(shown(lint(steps(step.formatted(language)))))
                    .isEqualTo("r.camel.yaml:6 catalog.language-refused '" + language
                            + "' → write a mapping <name>.jsonata and use map:<name>");
        }
    }

    /** Functions of simple that reach into the engine, its host or its objects. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${bean:runtime.exec}",
                "${ref:x}",
                "${type:java.lang.System.out}",
                "${sys.user.home}",
                "${env.HOME}",
                "${sysenv.HOME}",
                "${properties:secret}",
                "${exchange.context.stop}",
                "${camelContext.stop}",
                "${body.getClass.getClassLoader}",
                "${body.class}",
                "${header.x.toString()}",
                "${header.x.bytes}",
                "${headers}",
                "${headerAs(x,java.io.File)}",
                "${bodyAs(java.io.File)}",
                "${mandatoryBodyAs(x)}",
                "${messageAs(x)}",
                "${variable.x.y()}",
                "${exchangeProperty.CamelToEndpoint}",
                "${uuid}",
                "${random(9)}",
                "${date:now:yyyy}",
                "${hostname}",
                "${exception.stacktrace}",
                "${function:x}",
                "${joor:x}",
                "$simple{bean:x}",
                "${header.${header.x}}",
                "${jsonpath(${body})}",
                "${attachment(x)}"
            })
    void simpleOnlyReadsTheMessage(String function) {
        for (String step : List.of("- setBody: {simple: \"%s\"}", "- setBody: {constant: \"%s\"}", "- log: \"%s\"")) {
            assertThat(shown(lint(steps(step.formatted(function)))))
                    .contains("r.camel.yaml:6 catalog.expression-refused '${")
                    .contains("write a mapping and use map:<name>");
        }
    }

    @Test
    void aPlaceholderOrResourceDoesNotBringInWhatIsElsewhere() {
        assertThat(shown(lint(steps("- setBody: {constant: \"resource:file:/etc/passwd\"}"))))
                .contains("catalog.expression-refused 'resource:' → write the expression here");
        assertThat(shown(lint(steps("- to: \"send:{{env:TARGET}}/x\""))))
                .contains("catalog.expression-refused '{{...}}' → what differs between environments belongs in");
        assertThat(shown(lint(steps("- log: \"{{sys:user.home}}\"")))).contains("catalog.expression-refused '{{...}}'");
        assertThat(shown(lint(steps("- setBody: {simple: \"${header.x\"}")))).contains("a ${ has no end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body}",
                "${body[name]}",
                "${header.mrn}",
                "${headers.mrn}",
                "${header[mrn]}",
                "${header.unheard}",
                "${variable.whole}",
                "${jsonpath($.name)}"
            })
    void aLogLineOfProtectedWorkCarriesNoContent(String function) {
        assertThat(shown(lint(steps("- log: \"x %s\"".formatted(function)), protectedWork())))
                .isEqualTo("r.camel.yaml:6 catalog.log-content " + function);
    }

    @Test
    void aLogLineMayShowWhatTellsAboutTheMessage() {
        var step = "- log: \"${header.type} ${header.version} ${header.sender}\"";

        assertThat(lint(steps(step), protectedWork()).problems()).isEmpty();
    }

    @Test
    void aLogLineOfOpenWorkMayShowFieldsButNoBody() {
        var open = new LogRules(Sensitivity.INTERNAL, Map.of("item", "$.item"));

        assertThat(lint(steps("- log: \"${header.item}\""), open).problems()).isEmpty();
        assertThat(shown(lint(steps("- log: \"${body}\""), open))).contains("catalog.log-content ${body}");
    }

    @Test
    void theReasonOfAFilteredRunCarriesNoContent() {
        assertThat(shown(lint(steps("- setVariable: {name: reason, simple: \"no ${header.mrn}\"}"), protectedWork())))
                .isEqualTo("r.camel.yaml:6 catalog.log-content ${header.mrn}");
        assertThat(shown(lint(steps("- setVariable: {name: reason, jsonpath: \"$.name\"}"), protectedWork())))
                .isEqualTo("r.camel.yaml:6 catalog.log-content write a constant");
        assertThat(lint(steps("- setVariable: {name: reason, constant: not an inpatient}"), protectedWork())
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CamelHttpUri | does not begin with Camel",
                "'${body}'    | needs a fixed name",
                "trigger      | is set by the engine",
            })
    void headersOfCamelAndOfTheEngineAreNotSet(String name, String expected) {
        assertThat(shown(lint(steps("- setHeader: {name: \"" + name + "\", constant: x}"))))
                .contains("catalog.name-invalid")
                .contains(expected);
    }

    static Stream<Arguments> misshapen() {
        return Stream.of(
                Arguments.of("route: {}", "a list of routes is expected"),
                Arguments.of("- {}", "- route: is expected"),
                Arguments.of("- from: {uri: \"direct:x\"}", "write - route: with id and from"),
                Arguments.of("- route: x", "id and from are expected"),
                Arguments.of("- route: {from: {uri: \"direct:x\", steps: [{stop: {}}]}}", "id is needed"),
                Arguments.of("- route: {id: x}", "from with uri and steps is expected"),
                Arguments.of("- route: {id: x, from: {uri: \"direct:x\"}}", "steps is missing"),
                Arguments.of("- route: {id: x, from: {steps: [{stop: {}}]}}", "uri is missing"),
                Arguments.of(
                        "- route: {id: x, autoStartup: false, from: {}}",
                        "'route.autoStartup' → leave it out: ./sluice pause"),
                Arguments.of("- beans: []", "'beans' → leave it out: routes hold no beans"),
                Arguments.of("- rest: {}", "'rest' → declare an endpoint"),
                Arguments.of("- routeTemplate: {}", "'routeTemplate' → write one route file"),
                Arguments.of(steps("- {to: map:x, log: y}"), "a step is one key"),
                Arguments.of(steps("- stop"), "such as stop: {}"),
                Arguments.of(steps("- choice: {otherwise: {steps: [{stop: {}}]}}"), "when is missing"),
                Arguments.of(steps("- filter: {steps: [{stop: {}}]}"), "an expression is missing"),
                Arguments.of(
                        steps("- filter: {simple: a, constant: b, steps: [{stop: {}}]}"), "one expression is expected"),
                Arguments.of(steps("- setBody: {simple: {trim: true}}"), "the text of the expression is missing"),
                Arguments.of(steps("- log: {}"), "message is missing"),
                Arguments.of("- route: [", "catalog.yaml"));
    }

    @ParameterizedTest
    @MethodSource
    void misshapen(String text, String expected) {
        assertThat(shown(lint(text))).contains(expected);
    }

    @Test
    void everythingRefusedInOneFileIsReportedAtOnce() {
        RouteReport report = lint(steps("""
                - wireTap: {uri: "direct:x"}
                        - to: kafka:x
                        - choice:
                            when:
                              - groovy: "1 == 1"
                                steps:
                                  - delay: {constant: 5}
                                  - log: "${body}" """));

        assertThat(report.problems())
                .extracting(p -> p.line() + " " + p.code().code())
                .containsExactly(
                        "6 catalog.step-refused",
                        "7 catalog.component-refused",
                        "10 catalog.language-refused",
                        "12 catalog.step-refused",
                        "13 catalog.log-content");
    }

    private static LogRules protectedWork() {
        return new LogRules(Sensitivity.PHI, Map.of("mrn", "PID-3-1", "sender", "MSH-3"));
    }

    private static String from(String uri) {
        return "- route:\n    id: x\n    from:\n      uri: \"" + uri + "\"\n      steps:\n        - stop: {}\n";
    }

    private static String steps(String steps) {
        return "- route:\n    id: x\n    from:\n      uri: direct:x\n      steps:\n        " + steps + "\n";
    }

    private static RouteReport lint(String text) {
        return lint(text, new LogRules(Sensitivity.INTERNAL, Map.of()));
    }

    private static RouteReport lint(String text, LogRules rules) {
        return RouteLinter.lint(new TextFile("r", "r.camel.yaml", text), rules);
    }

    private static String shown(RouteReport report) {
        return String.join(
                "\n",
                report.problems().stream()
                        .map(p -> p.place() + " " + p.code().code() + " " + p.detail())
                        .toList());
    }
}
