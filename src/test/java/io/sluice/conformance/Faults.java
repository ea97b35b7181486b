package io.sluice.conformance;

import io.sluice.ledger.Arrival;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** For each transport one control that is broken there, as it has been seen broken elsewhere. */
enum Faults implements Fault {
    /** The field's favourite: a message is logged, so that it can be found. */
    LOGS_WHAT_IT_RECEIVES(new PhiCanary(), Transport.MLLP, "what comes over MLLP is written to the log") {
        @Override
        public Ledger between(Ledger real) {
            return Receiving.of(real, (arrival, ledger) -> {
                LOG.info(new String(arrival.bytes(), StandardCharsets.UTF_8));
                return ledger.receive(arrival);
            });
        }
    },
    HAS_NO_LIMIT(new Oversize(), Transport.FILE, "a record of a file may be as large as it likes") {
        @Override
        public void change(Home home) {
            home.edit("routes/conformance/integration.yaml", "records: {recordLimit: " + Home.LIMIT + "}\n", "");
        }
    },
    ACKNOWLEDGES_WHAT_IS_NOT_COMMITTED(
            new StoredFirst(), Transport.HTTP, "202 leaves although PostgreSQL has refused the commit") {
        @Override
        public Ledger between(Ledger real) {
            return Receiving.of(
                    real,
                    (arrival, ledger) ->
                            ledger.receive(arrival).exceptionally(lost -> new Receipt.Stored(arrival.id())));
        }
    },
    FORGETS_WHAT_CAME_BEFORE(
            new Duplicate(), Transport.KAFKA, "a repeated record is stored without its duplicate key") {
        @Override
        public Ledger between(Ledger real) {
            Map<String, String> first = new ConcurrentHashMap<>();
            return Receiving.of(real, (arrival, ledger) -> ledger.receive(unknown(arrival, first)));
        }
    },
    LOSES_THE_CORRELATION(new Correlated(), Transport.JMS, "JMSCorrelationID is not taken over") {
        @Override
        public Ledger between(Ledger real) {
            return Receiving.of(
                    real,
                    (arrival, ledger) -> ledger.receive(Receiving.with(
                            arrival, "correlationId", arrival.id().toString())));
        }
    };

    private static final Logger LOG = Logger.getLogger(Faults.class);

    private final String control;
    private final Transport transport;
    private final String says;

    Faults(Control control, Transport transport, String says) {
        this.control = control.name();
        this.transport = transport;
        this.says = says;
    }

    /** The one that it must turn red. */
    Cell cell() {
        return new Cell(control, transport);
    }

    /** What is wrong, for the page. */
    String says() {
        return says;
    }

    /** A repetition loses its key; other bytes under a key that is known keep it, and are a conflict as ever. */
    private static Arrival unknown(Arrival arrival, Map<String, String> first) {
        if (arrival.duplicate() == null) {
            return arrival;
        }
        String digest = HexFormat.of().formatHex(arrival.duplicate().content());
        String known = first.putIfAbsent(arrival.duplicate().key(), digest);
        return digest.equals(known) ? Receiving.with(arrival, "duplicate", null) : arrival;
    }
}
