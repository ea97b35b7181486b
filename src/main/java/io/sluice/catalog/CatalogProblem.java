package io.sluice.catalog;

import io.sluice.message.ProblemCode;
import java.util.Locale;

/** What can be wrong in the files of a catalogue. All are found before anything runs. */
public enum CatalogProblem implements ProblemCode {
    FILE_UNREADABLE("A file cannot be read", "Check its rights, its size (at most 4 MiB) and that it is UTF-8"),
    FILE_MISSING("A file that is needed is not there", "Add it, or correct its name"),
    FILE_STRAY("A file has a name that nothing reads", "Correct its name or folder, or remove it"),
    YAML("A file is not valid YAML", "Correct the line; indent with spaces, use no tabs, anchors or aliases"),
    KEY_TWICE("A key stands twice in the same map", "Remove one of them"),
    KEY_UNKNOWN("A key is not known here", "Correct or remove it"),
    KEY_MISSING("A key that is needed is missing", "Add it"),
    VALUE_INVALID("A value is not one of those that are accepted", "Write an accepted value"),
    NAME_INVALID("A name has a wrong form", "Rename it"),
    NAME_TWICE("A name is used twice", "Rename one of them"),
    PORT_TWICE("Two listeners bind the same port", "Give one of them another port"),
    VARIABLE_NOT_SET(
            "An environment variable without a default is not set", "Set it, or write a default: ${NAME:default}"),
    ENVIRONMENT_UNKNOWN("There is no file for the environment", "Add environments/<name>.yaml, or correct SLUICE_ENV"),
    TIER_UNKNOWN("The criticality names a tier that is not there or has problems", "Correct criticality or tiers.yaml"),
    SYSTEM_UNKNOWN("A system is not there or has problems", "Add or repair systems/<name>.yaml, or correct the name"),
    LISTENER_UNKNOWN("A listener is not there", "Add it to the system's listeners, or correct the name"),
    ENDPOINT_UNKNOWN("An endpoint is not there", "Add it to the system's endpoints, or correct the name"),
    INTEGRATION_UNKNOWN("An integration is not there", "Correct the name"),
    CONTRACT_UNKNOWN(
            "A contract is not there, or not in this version, or has problems",
            "Add contracts/<entity>/<version>.odcs.yaml, or correct entity and version"),
    FIELD_UNKNOWN("A field is not declared", "Correct the name, or declare the field"),
    MAPPING_UNKNOWN(
            "A mapping is not there", "Add <name>.jsonata or <name>.edit.yaml to the folder, or correct the name"),
    DIRECT_UNKNOWN("No route of the integration begins with this direct", "Add a route that does, or correct the name"),
    CALL_IMPOSSIBLE(
            "Nobody can wait where mode=call stands, or nothing comes back that a route could go on with",
            "Call an http endpoint with variableReceive, or answer at an http listener; send: and receive: without mode otherwise"),
    PUBLISHES_UNDECLARED(
            "A route publishes an entity that integration.yaml does not declare",
            "Add it to publishes with its version"),
    SOURCE_MISSING("An integration that receives does not name its source", "Add source: <system>"),
    TARGET_MISSING("An integration that subscribes does not name its target", "Add target: <system>"),
    TARGET_OTHER("A route sends to another system than its target", "Send to the target, or write another integration"),
    PURPOSE_MISSING("An integration reads events without a purpose of use", "Add purpose, for example TREAT or HPAYMT"),
    PURPOSE_NOT_ALLOWED("The target may not read for this purpose", "Correct purpose, or the purposes of the system"),
    READS_MISSING("An integration subscribes to an entity without saying what it reads", "Add the entity to reads"),
    SENSITIVITY_TOO_LOW(
            "The contracts carry more sensitive fields than the integration declares", "Raise its sensitivity"),
    ACCEPTS_OVERLAP("Two integrations of one listener accept the same messages", "Narrow accepts of one of them"),
    ANSWERS_DIFFER(
            "Integrations of one listener answer unaccepted messages differently",
            "Write the same ack.onUnaccepted in all of them"),
    ACK_UNDECLARED(
            "An application acknowledgement is asked for and not declared",
            "Add ack.application: true, or leave it out"),
    ROUTE_SHAPE("A route is not written as Camel expects", "Compare with the YAML DSL of Camel"),
    OPENAPI_INVALID("An OpenAPI file does not say which resources there are", "Compare with OpenAPI 3.1, paths object"),
    OPERATION_MISSING(
            "An integration that receives by HTTP has no resource",
            "Add http: {method, path}, or <name>.openapi.yaml to its folder"),
    OPERATION_TWICE("Two resources of a listener have the same method and path", "Change one of them"),
    OPERATION_UNUSABLE("A resource cannot be offered as it is declared", "Change its method or path"),
    ENTRANCE_TWICE(
            "Two routes of an integration begin with the same source",
            "Keep one, and let it choose by choice or direct"),
    ROUTE_WITHOUT_SOURCE("No route of the integration begins with receive or subscribe", "Add one that does"),
    STEP_REFUSED("A step is not allowed in a route", "Use the replacement"),
    OPTION_REFUSED("An option is not allowed in a route", "Remove it, or use the replacement"),
    COMPONENT_REFUSED("A component is not allowed in a route", "Use the replacement"),
    LANGUAGE_REFUSED(
            "A language is not allowed in a route", "Use simple, jsonpath or constant, or compute it in a mapping"),
    EXPRESSION_REFUSED("An expression does more than read the message", "Use the replacement"),
    LOG_CONTENT(
            "A log line or a reason would carry content of messages",
            "Log ${header.type} or ${header.controlId}; ./sluice trace shows the rest");

    private final Explanation explanation;

    CatalogProblem(String meaning, String remedy) {
        String code = "catalog." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        explanation = new Explanation(code, Category.CONFIGURATION, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
