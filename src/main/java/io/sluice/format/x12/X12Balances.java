package io.sluice.format.x12;

import io.sluice.format.records.ControlVerdict;
import java.util.function.Consumer;

/** The balance of one set after the other. */
final class X12Balances {

    private X12Balance balance = X12Balance.of("");

    void begin(X12Segment st) {
        balance = X12Balance.of(X12SetCheck.text(st, 1));
    }

    void accept(X12Segment segment) {
        balance.accept(segment);
    }

    /** All verdicts of the set, its number in their names. */
    void end(long set, Consumer<ControlVerdict> to) {
        for (ControlVerdict one : balance.verdicts()) {
            to.accept(new ControlVerdict(
                    one.name() + " of set " + set, one.rule(), one.expected(), one.found(), one.unreadable()));
        }
    }
}
