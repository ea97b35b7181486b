package io.sluice.engine.table;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Integration;
import io.sluice.catalog.TextFile;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.ledger.TableVersion;
import io.sluice.ledger.TableVersions;
import io.sluice.ledger.UnmappedCodes;
import io.sluice.map.CodeTable;
import io.sluice.message.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the tables in force. Looks once a second whether any node has imported one, and whether a file of one has
 * changed in this node's home; an import by this node is in force when {@link #refresh()} returns. A change swaps the
 * mappings of all integrations at once, or none when one does not compile. Codes of the worklist that a table has come
 * to know are done.
 */
public final class LiveTables implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LiveTables.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final CatalogHolder catalogs;
    private final IntegrationRoutes routes;
    private final TableVersions versions;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tables").daemon().factory());
    private final TableFiles home;
    private final UnmappedCodes worklist;
    private final InstantSource clock;
    private Catalog files;
    private List<TableVersion> imported = List.of();
    private long seen;
    /** Files may have changed while no engine ran. */
    private boolean filesNew = true;

    /** @param home whose files of tables are followed; none: only imports change tables */
    public LiveTables(
            CatalogHolder catalogs,
            IntegrationRoutes routes,
            TableVersions versions,
            UnmappedCodes worklist,
            InstantSource clock,
            Optional<Path> home) {
        this.home = new TableFiles(home);
        this.worklist = worklist;
        this.clock = clock;
        this.catalogs = catalogs;
        this.routes = routes;
        this.versions = versions;
        this.files = catalogs.current();
    }

    /** Before the routes are loaded, so that the first run has the tables in force. */
    public synchronized void begin() {
        files = catalogs.current();
        take(versions.newest());
        catalogs.replace(TableOverlay.over(files, imported));
    }

    public void start() {
        start(LOOK);
    }

    /** @param look how often imports of other nodes and files that were edited are looked for */
    void start(Duration look) {
        thread.scheduleWithFixedDelay(this::look, look.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            refresh();
            resolveWhatFilesKnow();
        } catch (ProblemException e) {
            // The ledger is away, and says so itself; or an import of another version of the engine does not compile
            // here.
            LOG.debugf("code tables stay as they are: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf("code tables stay as they are: %s", e.getClass().getName());
        }
    }

    /** Takes what was imported since, if anything, and what files say that have changed. */
    public synchronized void refresh() {
        long newest = versions.newest();
        Catalog read = home.over(files);
        if (newest == seen && read == files) {
            return;
        }
        List<TableVersion> live = newest == seen ? imported : versions.live();
        Catalog next = TableOverlay.over(read, live);
        try {
            routes.retable(next);
        } catch (RuntimeException e) {
            home.again();
            throw e;
        }
        catalogs.replace(next);
        filesNew |= read != files;
        files = read;
        imported = live;
        if (newest != seen) {
            seen = newest;
            LOG.infof("code tables are those of import %d", newest);
        }
    }

    private synchronized void resolveWhatFilesKnow() {
        if (filesNew) {
            Set<String> open = worklist.open().keySet();
            all().stream().filter(table -> open.contains(table.name())).forEach(this::resolve);
            filesNew = false;
        }
    }

    /** Codes of the worklist that the table knows are done. @return how many */
    int resolve(LiveTable live) {
        CodeTable table = live.table();
        int done = worklist.resolve(
                live.name(),
                table.version(),
                integration -> uses(integration, live.integration(), live.name()),
                table::knows,
                clock.instant());
        if (done > 0) {
            LOG.infof("%d codes of the worklist are in code table %s now", done, live.name());
        }
        return done;
    }

    /** By file of a table, why it is not taken; the table as it was stays in force. */
    public synchronized Map<String, String> problems() {
        return home.problems();
    }

    private void take(long newest) {
        imported = versions.live();
        seen = newest;
    }

    /** By integration and name, shared ones first. */
    public synchronized List<LiveTable> all() {
        Catalog now = catalogs.current();
        List<LiveTable> all = new ArrayList<>();
        now.tables().values().forEach(table -> all.add(live("", table)));
        now.integrations().values().forEach(one -> one.tables().values().forEach(t -> all.add(live(one.name(), t))));
        all.sort(Comparator.comparing(LiveTable::integration).thenComparing(LiveTable::name));
        return all;
    }

    /** @param integration empty: shared */
    public synchronized Optional<LiveTable> find(String integration, String name) {
        Catalog now = catalogs.current();
        Map<String, TextFile> tables = integration.isEmpty()
                ? now.tables()
                : now.integration(integration).map(Integration::tables).orElseGet(HashMap::new);
        return Optional.ofNullable(tables.get(name)).map(table -> live(integration, table));
    }

    /** The integrations whose mappings find this table under its name. */
    public boolean uses(String integration, String ownerOfTable, String name) {
        return catalogs.current()
                .integration(integration)
                .map(one -> ownerOfTable.equals(one.tables().containsKey(name) ? integration : ""))
                .orElse(false);
    }

    private LiveTable live(String integration, TextFile table) {
        return new LiveTable(
                integration,
                table,
                imported.stream()
                        .filter(v ->
                                v.integration().equals(integration) && v.name().equals(table.name()))
                        .filter(v -> v.csv().isPresent())
                        .findFirst());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
