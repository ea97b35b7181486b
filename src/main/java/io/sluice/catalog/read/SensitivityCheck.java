package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.Word;
import io.sluice.contract.Classification;

/** An integration declares at least the sensitivity of what its contracts let through. */
final class SensitivityCheck {

    private SensitivityCheck() {}

    static void check(Draft draft, String pointer, Classification carried) {
        var declared =
                Word.of(Sensitivity.class, draft.root().get("sensitivity").textValue());
        var needed = needed(carried);
        if (declared.compareTo(needed) < 0) {
            draft.problem(
                    pointer,
                    CatalogProblem.SENSITIVITY_TOO_LOW,
                    "'" + declared.word() + "', fields of class " + carried.label() + " need '" + needed.word() + "'");
        }
    }

    private static Sensitivity needed(Classification carried) {
        return switch (carried) {
            case PUBLIC -> Sensitivity.PUBLIC;
            case INTERNAL -> Sensitivity.INTERNAL;
            case WORKFORCE -> Sensitivity.WORKFORCE;
            case CONFIDENTIAL -> Sensitivity.CONFIDENTIAL;
            case FINANCIAL -> Sensitivity.FINANCIAL;
            case PHI_DEMOGRAPHIC, PHI_IDENTIFIER, PHI_CLINICAL, PHI_SENSITIVE -> Sensitivity.PHI;
        };
    }
}
