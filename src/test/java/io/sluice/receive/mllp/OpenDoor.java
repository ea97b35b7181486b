package io.sluice.receive.mllp;

import io.sluice.catalog.Catalog;
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
    private final CatalogHolder holder;
    private final MllpListeners listeners;
    private final int firstPort;

    OpenDoor(DoorCatalog catalog, Ledger ledger) {
        this(catalog, ledger, MllpLimits.standard());
    }

    OpenDoor(DoorCatalog catalog, Ledger ledger, MllpLimits limits) {
        holder = new CatalogHolder(catalog.build());
        Intake intake = new Intake(holder, ledger, meter);
        listeners = new MllpListeners(intake, limits, meter, InstantSource.system());
        listeners.open(holder.current());
        firstPort = listeners.ports().getOrDefault("ehr", 0);
    }

    /** As the engine does when files have changed. */
    void reload(Catalog catalog) {
        holder.replace(catalog);
        listeners.open(catalog);
    }

    int port() {
        return listeners.ports().get("ehr");
    }

    /** The port at the start, also while the door is being closed. */
    int firstPort() {
        return firstPort;
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
