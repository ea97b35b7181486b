package io.sluice.contract;

import io.sluice.message.ProblemCode;

/** What can be wrong with a contract file (category configuration) or with an event (category contract). */
public enum ContractProblem implements ProblemCode {
    YAML(
            Category.CONFIGURATION,
            "contract.yaml",
            "The file is not readable YAML",
            "Correct the YAML at the line given"),
    KEY_UNKNOWN(
            Category.CONFIGURATION,
            "contract.key-unknown",
            "The key does not exist in ODCS 3.1 at this place",
            "Correct the key; own additions belong into customProperties"),
    KEY_MISSING(
            Category.CONFIGURATION,
            "contract.key-missing",
            "A mandatory key is missing",
            "Add the key; owner, status, version, name, logicalType and classification are mandatory here"),
    KEY_INVALID(
            Category.CONFIGURATION,
            "contract.key-invalid",
            "A key has a value that is not accepted",
            "Use one of the values named in the detail"),
    CLASSIFICATION_UNKNOWN(
            Category.CONFIGURATION,
            "contract.classification-unknown",
            "A field has no classification of the fixed vocabulary",
            "Choose one of the classifications named in the detail"),
    FIELD_REPEATED(
            Category.CONFIGURATION,
            "contract.field-repeated",
            "The same field is declared twice",
            "Remove one of the two"),
    PLACE_WRONG(
            Category.CONFIGURATION,
            "contract.place-wrong",
            "Entity or version of the file differ from its folder or file name",
            "Store the contract as contracts/<entity>/<version>.odcs.yaml"),
    QUALITY_UNSUPPORTED(
            Category.CONFIGURATION,
            "contract.quality-unsupported",
            "A quality rule cannot be checked on a single event",
            "Use invalidValues, nullValues, duplicateValues with 'mustBe: 0', a json-schema or decimal rule, or type text"),

    NOT_JSON(
            Category.CONTRACT,
            "contract.not-json",
            "The event is not a JSON object",
            "Let the mapping return one object for each event"),
    FIELD_MISSING(
            Category.CONTRACT,
            "contract.field-missing",
            "A required field is missing or empty",
            "Look at the mapping and at the source field; ask the sender if the source field is empty"),
    FIELD_UNKNOWN(
            Category.CONTRACT,
            "contract.field-unknown",
            "The event has a field that the contract does not declare",
            "Remove the field from the mapping or declare it, with its classification, in a new contract version"),
    TYPE_WRONG(
            Category.CONTRACT,
            "contract.type-wrong",
            "A field has another type than the contract declares",
            "Convert the value in the mapping, for example with $number or $string"),
    VALUE_NOT_ALLOWED(
            Category.CONTRACT,
            "contract.value-not-allowed",
            "A field has a value outside its value set",
            "Translate the code in the mapping with $code and complete the code table"),
    FORMAT_WRONG(
            Category.CONTRACT,
            "contract.format-wrong",
            "A field does not have the declared format or pattern",
            "Convert the value in the mapping, for example with $date"),
    LENGTH_WRONG(
            Category.CONTRACT,
            "contract.length-wrong",
            "A text, list or number is outside the declared limits",
            "Correct the mapping or widen the limit in a new contract version"),
    RULE_FAILED(
            Category.CONTRACT,
            "contract.rule-failed",
            "A quality rule of the contract does not hold",
            "Read the description of the rule in the contract");

    private final Explanation explanation;

    ContractProblem(Category category, String code, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
