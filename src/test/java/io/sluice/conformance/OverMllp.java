package io.sluice.conformance;

import io.sluice.simulator.MllpExchange;
import io.sluice.simulator.MllpSender;
import java.io.IOException;
import java.time.Duration;

/** A connection for each message. */
record OverMllp(int port) implements Sender {

    @Override
    public Answer send(Parcel parcel, Duration patience) {
        try (MllpSender sender = new MllpSender("127.0.0.1", port, patience)) {
            MllpExchange exchange = sender.send(parcel.bytes());
            return exchange.accepted() ? Answer.YES : Answer.no(exchange.ack() + " " + exchange.error());
        } catch (IOException unanswered) {
            return Answer.NOTHING;
        }
    }

    @Override
    public Answer goOn(Parcel parcel, Duration patience) {
        return send(parcel, patience);
    }

    @Override
    public void close() {
        // nothing stays open
    }
}
