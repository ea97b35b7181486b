package io.sluice.receive.mllp;

import io.sluice.catalog.CatalogHolder;
import io.sluice.ledger.Ledger;
import io.sluice.receive.CountingMeter;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.Intake;
import java.io.IOException;
import java.time.InstantSource;

/** Listener {@code ehr} of a catalogue, open on a free port, before the ledger that a test chooses. */
final class OpenDoor implements AutoCloseable {

    private final CountingMeter meter = new CountingMeter();
    private final MllpListeners listeners;

    OpenDoor(DoorCatalog catalog, Ledger ledger) {
        this(catalog, ledger, MllpLimits.standard());
    }

    OpenDoor(DoorCatalog catalog, Ledger ledger, MllpLimits limits) {
        CatalogHolder holder = new CatalogHolder(catalog.build());
        Intake intake = new Intake(holder, ledger, meter);
        listeners = new MllpListeners(intake, limits, meter, InstantSource.system());
        listeners.open(holder.current());
    }

    int port() {
        return listeners.ports().get("ehr");
    }

    MllpClient connect() throws IOException {
        return MllpClient.connect(port());
    }

    CountingMeter meter() {
        return meter;
    }

    MllpListeners listeners() {
        return listeners;
    }

    @Override
    public void close() {
        listeners.close();
    }
}
