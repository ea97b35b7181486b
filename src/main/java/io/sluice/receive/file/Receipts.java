package io.sluice.receive.file;

import io.sluice.catalog.FileListener;
import io.sluice.files.FileSession;
import io.sluice.format.json.Json;
import io.sluice.format.records.ControlTotals;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.FileState;
import io.sluice.ledger.IncomingFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a file, for its sender: the state of the file, the totals that it states with those that were found,
 * and how many of its records, and how much of its amounts, are in which state. Written when the file is moved, and
 * once more, as settled, when nothing is to be done any more for any record.
 */
final class Receipts {

    private final FileListener listener;
    private final IncomingFiles files;
    private final FileKind kind;

    Receipts(FileListener listener, IncomingFiles files) {
        this(listener, files, null);
    }

    private Receipts(FileListener listener, IncomingFiles files, FileKind kind) {
        this.listener = listener;
        this.files = files;
        this.kind = kind;
    }

    /** With amounts, which are read as this kind of file is. */
    Receipts of(FileKind known) {
        return new Receipts(listener, files, known);
    }

    void write(FileSession session, FileRow row, boolean settled) throws IOException {
        byte[] receipt = Json.write(receipt(row, settled));
        String place = row.place() == null ? row.path() : row.place();
        String name = place.substring(place.lastIndexOf('/') + 1);
        if (listener.receipts().isPresent()) {
            replace(session, listener.receipts().get() + "/" + name + ".receipt.json", receipt);
        }
        if (row.state() == FileState.QUARANTINED) {
            replace(session, place + ".reason.json", receipt);
        }
    }

    /** Never half written: a sender's program may be waiting for it. */
    private static void replace(FileSession session, String path, byte[] content) throws IOException {
        session.write(path + ".part", content);
        session.delete(path);
        session.move(path + ".part", path);
    }

    private Map<String, Object> receipt(FileRow row, boolean settled) {
        Description description = Description.read(files.description(row.id()));
        Map<String, Long> states = files.states(row.id());
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("file", row.name());
        receipt.put("id", row.id().toString());
        receipt.put("integration", row.integration());
        receipt.put("size", row.size());
        receipt.put("sha256", java.util.HexFormat.of().formatHex(row.sha256()));
        receipt.put("receivedAt", row.claimedAt().toString());
        receipt.put("state", row.state().name());
        if (row.code() != null) {
            receipt.put("code", row.code());
        }
        receipt.put("records", row.records());
        receipt.put("totals", description.totals());
        receipt.put("outcomes", states);
        receipt.put("codes", files.codes(row.id()));
        if (kind != null && settled) {
            receipt.put("amounts", amounts(row, description));
        }
        receipt.put("settled", settled);
        long known = states.values().stream().mapToLong(Long::longValue).sum();
        receipt.put("balanced", row.state() == FileState.ARCHIVED ? known == row.records() : known == 0);
        return receipt;
    }

    /** By declared sum, how much is in which state. What is completed is what the file has, less all the others. */
    private Map<String, Object> amounts(FileRow row, Description description) {
        Map<String, Object> amounts = new LinkedHashMap<>();
        if (row.state() != FileState.ARCHIVED || description.found().isEmpty()) {
            return amounts;
        }
        ControlTotals totals = kind.totals();
        Map<String, Map<String, BigDecimal>> others = new LinkedHashMap<>();
        files.records()
                .exceptions(
                        row.id(),
                        one -> totals.amounts(kind.again(one.bytes(), one.headers(), description.context()))
                                .forEach((name, value) -> others.computeIfAbsent(name, x -> new TreeMap<>())
                                        .merge(one.state(), value, BigDecimal::add)));
        description.found().forEach((name, found) -> {
            Map<String, BigDecimal> byState = others.getOrDefault(name, new TreeMap<>());
            BigDecimal rest = byState.values().stream().reduce(found, BigDecimal::subtract);
            Map<String, Object> shown = new TreeMap<>();
            byState.forEach((state, amount) -> shown.put(state, amount.toPlainString()));
            shown.put("COMPLETED", rest.toPlainString());
            amounts.put(name, shown);
        });
        return amounts;
    }
}
