package io.sluice.ledger;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What people have paused, on all nodes. Read from memory; a pause made elsewhere is seen with the next pulse. */
final class Pauses {

    private final Consumer<String> resumed;
    private volatile Set<String> paused = Set.of();

    /** @param resumed is told the targets whose work may go on */
    Pauses(Consumer<String> resumed) {
        this.resumed = resumed;
    }

    Set<String> paused() {
        return paused;
    }

    void refresh(Session session) throws SQLException {
        Script script = new Script();
        List<String> targets = script.query("select target from pause", row -> row.getString(1));
        script.execute(session);
        Set<String> before = paused;
        paused = Set.copyOf(targets);
        Set<String> gone = new HashSet<>(before);
        gone.removeAll(paused);
        gone.forEach(resumed);
    }
}
