package io.sluice.receive;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.ledger.Ledger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What systems may send, by a clock that stands still until the test moves it. */
public final class DrivenTurns {

    private final AtomicLong nanos = new AtomicLong(1);

    public Intake intake(Catalog catalog, Ledger ledger, ReceiveMeter meter) {
        CatalogHolder holder = new CatalogHolder(catalog);
        return new Intake(holder, ledger, meter, new Throttle(holder, nanos::get, meter));
    }

    public void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
