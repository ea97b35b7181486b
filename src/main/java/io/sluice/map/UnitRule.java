package io.sluice.map;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Units of laboratories and pharmacies as UCUM writes them, case-sensitive (c/s). What is known is a list of usual
 * spellings; what is not on it is left alone, and so is a spelling that differs from two of them in its case only.
 */
record UnitRule() implements NormaliseRule {

    /** UCUM, and after it other spellings. */
    private static final String[] UNITS = {
        "g/dL|gm/dl|g/dl|gram/dL|g/100mL",
        "mg/dL|mg/dl|mg%|mg/100mL",
        "ug/dL|mcg/dL|\u00b5g/dL|ug/dl",
        "ng/dL|ng/dl",
        "ng/mL|ng/ml",
        "pg/mL|pg/ml",
        "ug/mL|mcg/mL|\u00b5g/mL|ug/ml",
        "mg/L|mg/l",
        "g/L|g/l",
        "mmol/L|mmol/l|mM/L",
        "umol/L|\u00b5mol/L|umol/l|mcmol/L",
        "nmol/L|nmol/l",
        "pmol/L|pmol/l",
        "meq/L|mEq/L|meq/l",
        "[IU]/L|IU/L|iu/l",
        "U/L|u/l|units/L",
        "m[IU]/L|mIU/L",
        "u[IU]/mL|uIU/mL|mcIU/mL|\u00b5IU/mL",
        "m[IU]/mL|mIU/mL",
        "10*3/uL|K/uL|K/mcL|x10E3/uL|10^3/uL|thou/uL",
        "10*6/uL|M/uL|M/mcL|x10E6/uL|10^6/uL|mil/uL",
        "10*9/L|x10E9/L|10^9/L",
        "10*12/L|x10E12/L|10^12/L",
        "/uL|cells/uL|#/uL",
        "fL|fl|femtoliter",
        "pg|picogram",
        "%|percent|pct",
        "s|sec|seconds|second",
        "min|minutes|minute",
        "h|hr|hrs|hour|hours",
        "d|day|days",
        "mm[Hg]|mmHg|mm Hg",
        "mL/min|ml/min",
        "mL|ml|cc|milliliter",
        "L|liter|litre",
        "dL|deciliter",
        "mg|milligram|milligrams",
        "ug|mcg|\u00b5g|microgram|micrograms",
        "g|gm|gram|grams",
        "kg|kilogram|kilograms|kgs",
        "[lb_av]|lb|lbs|pound|pounds",
        "[in_i]|in|inch|inches",
        "cm|centimeter|centimetre",
        "m|meter|metre",
        "kg/m2|kg/m^2",
        "Cel|degC|\u00b0C|celsius",
        "[degF]|degF|\u00b0F|fahrenheit",
        "/min|bpm|beats/min|breaths/min",
        "mm/h|mm/hr",
        "[pH]|pH",
        "{ratio}|ratio",
        "[IU]|IU|international unit"
    };

    private static final Map<String, String> EXACT = new HashMap<>();
    private static final Map<String, String> ANY_CASE = new HashMap<>();

    static {
        for (String unit : UNITS) {
            String[] spellings = unit.split("\\|");
            for (String spelling : spellings) {
                EXACT.put(spelling, spellings[0]);
                // Empty for what reads as two units without its case.
                ANY_CASE.merge(
                        spelling.toLowerCase(Locale.ROOT), spellings[0], (one, two) -> one.equals(two) ? one : "");
            }
        }
    }

    @Override
    public Optional<String> apply(String value, LocalDate day) {
        String text = value.strip();
        String unit = EXACT.getOrDefault(text, ANY_CASE.getOrDefault(text.toLowerCase(Locale.ROOT), ""));
        return unit.isEmpty() ? Optional.empty() : Optional.of(unit);
    }
}
