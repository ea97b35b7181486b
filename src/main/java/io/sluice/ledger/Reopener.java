package io.sluice.ledger;

import java.sql.SQLException;

/** Opens the transaction in which dead work is taken up again, commits it, and wakes whoever has work to do then. */
public interface Reopener {

    /** What is to be done within the transaction. */
    interface Work<T> {
        T run(Reopening reopening) throws SQLException;
    }

    /** @throws io.sluice.message.ProblemException what the work threw; nothing of it is committed then */
    <T> T reopen(Work<T> work);
}
