package io.sluice.simulator.files;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** Draws the values of one row. Names are of nobody. */
final class Draw {

    private static final List<String> FAMILY = List.of(
            "Abbot", "Birch", "Cole", "Dorn", "Ebers", "Fox", "Grove", "Hale", "Inger", "Jarvis", "Kern", "Lund",
            "Marsh", "Nolan");
    private static final List<String> GIVEN = List.of(
            "Ada", "Ben", "Clara", "Dan", "Eva", "Finn", "Gina", "Hugo", "Iris", "Jon", "Kira", "Leo", "Mona", "Nils");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private final SplittableRandom random;

    Draw(long seed, long row) {
        this.random = new SplittableRandom(seed * 1_000_003 + row);
    }

    String family() {
        return one(FAMILY);
    }

    String given() {
        return one(GIVEN);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** An amount with two decimals. */
    BigDecimal amount(int least, int most) {
        return BigDecimal.valueOf(random.nextInt(least * 100, most * 100 + 1), 2);
    }

    LocalDate day(int daysBefore, int daysAfter) {
        return DAY.plusDays(between(-daysBefore, daysAfter));
    }
}
