package io.sluice.catalog.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to write instead of an element of Camel that routes may not contain, and why in a few words. */
final class Replacements {

    private static final String ENDPOINT =
            "declare an endpoint in systems/<name>.yaml and use send:<system>/<endpoint>";
    private static final String LISTENER =
            "declare a listener in systems/<name>.yaml and use receive:<transport>:<listener>";
    private static final String OUTCOME =
            "leave it out: outcomes are the engine's (retries and breaker of the tier, then a dead letter)";
    private static final String ORDER =
            "leave it out: the engine keeps the order per key, declare orderBy in integration.yaml";
    private static final String PARALLEL = "leave it out: the engine works on different keys in parallel";
    private static final String FAN_OUT =
            "publish: the entity and write an integration for each receiver, with its own queue, filter and replay";
    private static final String MAPPING = "write a mapping <name>.jsonata and use map:<name>";
    private static final String FIXED =
            "use to: with a fixed send:<system>/<endpoint>, inside choice where it depends on content";
    private static final String TIME =
            "leave it out: waiting is a row in the ledger, declare retries in tiers.yaml or hours in limits";
    private static final String STATE = "leave it out: the state of a run is the ledger's";

    private static final Map<String, String> BY_NAME = new HashMap<>();

    static {
        put("leave it out: a file endpoint with batch: makes one file of many deliveries", "aggregate");
        put(ORDER, "resequence", "sort");
        put(TIME, "delay", "throttle", "sample", "timer", "quartz", "scheduler", "cron");
        put(
                PARALLEL,
                "threads",
                "parallelProcessing",
                "parallelAggregate",
                "executorService",
                "seda",
                "disruptor",
                "vm",
                "disruptor-vm",
                "streaming");
        put(FAN_OUT, "wireTap", "loadBalance");
        put("declare duplicates: in integration.yaml", "idempotentConsumer", "idempotent-consumer");
        put(
                OUTCOME,
                "onException",
                "doTry",
                "doCatch",
                "doFinally",
                "errorHandler",
                "circuitBreaker",
                "onFallback",
                "onCompletion",
                "rollback",
                "throwException",
                "transacted",
                "saga",
                "kamelet-error",
                "intercept",
                "interceptFrom",
                "interceptSendToEndpoint",
                "policy",
                "onWhen",
                "routeConfiguration",
                "timeout");
        put(FIXED, "toD", "tod", "recipientList", "routingSlip", "dynamicRouter", "serviceCall");
        put("use send:<system>/<endpoint>?mode=call with variableReceive", "enrich", "pollEnrich", "poll");
        put(
                MAPPING,
                "bean",
                "process",
                "script",
                "transform",
                "transformDataType",
                "convertBodyTo",
                "convertHeaderTo",
                "convertVariableTo",
                "marshal",
                "unmarshal",
                "validate",
                "claimCheck",
                "groovy",
                "java",
                "joor",
                "python",
                "js",
                "ognl",
                "mvel",
                "spel",
                "xpath",
                "xquery",
                "xtokenize",
                "tokenize",
                "method",
                "ref",
                "csimple",
                "datasonnet",
                "hl7terser",
                "jq",
                "jsonata",
                "wasm",
                "xslt",
                "jslt",
                "velocity",
                "freemarker",
                "mustache",
                "class",
                "language",
                "dataformat",
                "jsonpath-writer",
                "exec",
                "ssh",
                "docker",
                "jolt",
                "aggregationStrategy",
                "tokenizer",
                "expression",
                "json-patch",
                "validator",
                "json-validator");
        put("use filter or choice", "loop", "precondition", "loopDoWhile");
        put(
                STATE,
                "setProperty",
                "removeProperty",
                "removeProperties",
                "step",
                "pausable",
                "resumable",
                "shareUnitOfWork",
                "onPrepare",
                "pipeline");
        put("use several setHeader", "setHeaders");
        put("use several setVariable", "setVariables");
        put("leave it out: headers never leave with a delivery", "removeHeader", "removeHeaders");
        put("leave it out: variables end with the run", "removeVariable");
        put("use simple with ${header.<name>} or ${variable.<name>}", "header", "variable", "exchangeProperty");
        put("use the log step, without bodies", "log");
        put(
                ENDPOINT,
                "http",
                "https",
                "vertx-http",
                "netty-http",
                "rest",
                "rest-api",
                "rest-openapi",
                "jms",
                "sjms",
                "sjms2",
                "activemq",
                "activemq6",
                "amqp",
                "ftp",
                "ftps",
                "sftp",
                "file",
                "smtp",
                "smtps",
                "jdbc",
                "sql",
                "jpa",
                "mongodb",
                "mail",
                "soap",
                "cxf",
                "fhir",
                "platform-http",
                "undertow",
                "jetty",
                "servlet",
                "netty",
                "mllp",
                "mina",
                "stream",
                "aws2-s3",
                "aws2-sqs",
                "azure-storage-blob",
                "slack");
        put(
                "publish: an entity with a contract, or send: to a kafka endpoint of systems/<name>.yaml",
                "kafka",
                "paho",
                "paho-mqtt5",
                "nats",
                "pulsar",
                "rabbitmq",
                "spring-rabbitmq",
                "knative",
                "cloudevents");
        put(
                "write one route file for each integration",
                "routeTemplate",
                "templatedRoute",
                "route-template",
                "routePolicy",
                "rests",
                "restConfiguration",
                "kamelet",
                "kamelets");
        put("leave it out: routes hold no beans, use map:", "beans", "dataFormats", "transformers", "validators");
        put(
                "leave it out: ./sluice pause and resume do it, with reason and actor",
                "controlbus",
                "autoStartup",
                "startupOrder",
                "shutdownRoute",
                "shutdownRunningTask");
        put(
                "leave it out: the trace keeps each step before and after",
                "trace",
                "messageHistory",
                "logMask",
                "mock",
                "dataset",
                "wiretap",
                "logger",
                "logName",
                "marker",
                "logLanguage");
        put("leave it out: receive:http: and send: may wait, nothing else does", "mode");
    }

    private Replacements() {}

    static Optional<String> of(String refused) {
        return Optional.ofNullable(BY_NAME.get(refused));
    }

    /** For a component in {@code from}: what comes in has a listener. */
    static String ofSource(String scheme) {
        return List.of("timer", "quartz", "scheduler", "cron", "seda", "vm", "disruptor")
                        .contains(scheme)
                ? BY_NAME.get(scheme)
                : LISTENER + ", or subscribe:<entity>";
    }

    /** For a component in {@code to} that has no entry of its own. */
    static String ofSink(String scheme) {
        return of(scheme).orElse(ENDPOINT);
    }

    private static void put(String replacement, String... names) {
        for (String name : names) {
            BY_NAME.put(name, replacement);
        }
    }
}
