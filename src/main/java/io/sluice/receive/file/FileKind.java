package io.sluice.receive.file;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.Integration;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.ControlTotals;
import io.sluice.format.records.RecordLayout;
import java.util.Optional;

/** How the files of a listener are read: by the one integration that receives from it. */
record FileKind(Integration integration, RecordLayout layout) {

    /** Empty when no integration takes them; they stay where they are. */
    static Optional<FileKind> of(Catalog catalog, FileListener listener) {
        return catalog.integrations().values().stream()
                .filter(integration -> integration.receives(listener.name()))
                .findFirst()
                .map(integration -> new FileKind(
                        integration,
                        Layouts.of(Format.of(integration.format()).orElseThrow(), integration.files().records())));
    }

    ControlTotals totals() {
        return new ControlTotals(layout.format(), integration.files().check());
    }
}
