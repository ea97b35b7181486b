package io.sluice.receive.file;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.FileListener;
import io.sluice.ledger.IncomingFiles;
import io.sluice.ledger.Turns;
import io.sluice.message.ProblemException;
import io.sluice.receive.Ingress;
import io.sluice.receive.Intake;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** All file listeners of the engine: a {@link FileWatch} each. */
public final class FileListeners implements Ingress {

    private final CatalogHolder catalogs;
    private final Intake intake;
    private final IncomingFiles files;
    private final Turns turns;
    private final UnaryOperator<String> meanings;
    private final InstantSource clock;
    private final Map<String, FileWatch> watches = new LinkedHashMap<>();

    /** @param meanings of codes, for the reports about files */
    public FileListeners(
            CatalogHolder catalogs,
            Intake intake,
            IncomingFiles files,
            Turns turns,
            UnaryOperator<String> meanings,
            InstantSource clock) {
        this.catalogs = catalogs;
        this.intake = intake;
        this.files = files;
        this.turns = turns;
        this.meanings = meanings;
        this.clock = clock;
    }

    @Override
    public String transport() {
        return "file";
    }

    @Override
    public synchronized void open(Catalog catalog) {
        Map<String, FileListener> wanted = catalog.listeners()
                .filter(FileListener.class::isInstance)
                .map(FileListener.class::cast)
                .collect(Collectors.toMap(FileListener::name, listener -> listener));
        watches.values().removeIf(watch -> {
            boolean stays = watch.listener().equals(wanted.get(watch.listener().name()));
            if (!stays) {
                watch.close();
            }
            return !stays;
        });
        wanted.forEach((name, listener) -> watches.computeIfAbsent(name, x -> {
            FileWatch watch = new FileWatch(listener, catalogs::current, intake, files, turns, meanings, clock);
            watch.start();
            return watch;
        }));
    }

    @Override
    public synchronized Map<String, String> listening() {
        Map<String, String> places = new TreeMap<>();
        watches.forEach((name, watch) -> places.put(name, watch.place()));
        return places;
    }

    @Override
    public synchronized Map<String, ProblemException> refused() {
        Map<String, ProblemException> refused = new TreeMap<>();
        watches.forEach((name, watch) -> watch.trouble().ifPresent(trouble -> refused.put(name, trouble)));
        return refused;
    }

    @Override
    public synchronized void close() {
        watches.values().forEach(FileWatch::close);
        watches.clear();
        turns.close();
    }
}
