package io.sluice.receive.file;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileWrap;
import io.sluice.catalog.Integration;
import io.sluice.files.Wrapping;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.ControlTotals;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.receive.RecordContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * How the files of a listener are read: by the one integration that receives from it.
 *
 * @param zone of their sender
 */
record FileKind(Integration integration, RecordLayout layout, FileWrap wrap, ZoneId zone) {

    /** Empty when no integration takes them; they stay where they are. */
    static Optional<FileKind> of(Catalog catalog, FileListener listener) {
        return catalog.integrations().values().stream()
                .filter(integration -> integration.receives(listener.name()))
                .findFirst()
                .map(integration -> new FileKind(
                        integration,
                        Layouts.of(
                                Format.of(integration.format()).orElseThrow(),
                                integration.files().records()),
                        listener.wrap(),
                        catalog.systems().get(listener.system()).zone()));
    }

    /**
     * The records of a file, whatever is around it.
     *
     * @param in closed with the reader, if not before
     */
    RecordReader read(InputStream in, Instant at) throws IOException {
        return layout.read(Wrapping.unwrap(wrap, in, at));
    }

    /**
     * A record of a file that was stored.
     *
     * @param own headers of the record itself
     * @param common context of all records of the file that have none of their own
     */
    FileRecord again(byte[] bytes, Map<String, String> own, byte[] common) {
        byte[] context = own.isEmpty() ? common : RecordContext.of(own);
        return new FileRecord(1, RecordRole.DETAIL, 0, bytes, context, layout.parser(context), null);
    }

    ControlTotals totals() {
        return new ControlTotals(layout.format(), integration.files().check());
    }
}
