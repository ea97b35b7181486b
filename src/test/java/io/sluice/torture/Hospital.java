package io.sluice.torture;

import io.sluice.torture.Evidence.Sent;
import java.time.Duration;
import java.util.List;

/** Departments that send A08 messages over MLLP, each over its own connection and about its own patients. */
final class Hospital implements Traffic {

    private final Senders departments;

    /** @param run prefix of all control ids and patients, so that several hospitals stay apart */
    Hospital(String run, int port) {
        departments = new Senders(run, () -> new MllpLine(port));
    }

    /** Lets each department send so many messages about each of its patients, as fast as they are acknowledged. */
    Hospital send(int count, int patients, int each) {
        departments.start(count, patients, each, Duration.ZERO);
        return this;
    }

    /** Lets each department go on sending, with a pause after each message, until {@link #enough()}. */
    Hospital keepSending(int count, int patients, Duration pause) {
        departments.start(count, patients, Integer.MAX_VALUE, pause);
        return this;
    }

    @Override
    public Hospital enough() {
        departments.enough();
        return this;
    }

    @Override
    public boolean join(Duration limit) {
        return departments.join(limit);
    }

    @Override
    public List<Sent> sent() {
        return departments.sent();
    }

    @Override
    public void close() {
        departments.close();
    }
}
