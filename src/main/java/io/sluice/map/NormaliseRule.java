package io.sluice.map;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Brings a value into one form. Pure; applied to its own result it changes nothing. Nothing is guessed: what has not
 * exactly one reading has none.
 */
interface NormaliseRule {

    /**
     * @param day of receipt, for tables whose rows have days
     * @return the value in its form; empty where the rule does not understand it
     */
    Optional<String> apply(String value, LocalDate day);
}
