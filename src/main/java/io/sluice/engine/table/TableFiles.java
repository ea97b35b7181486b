package io.sluice.engine.table;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.Integration;
import io.sluice.catalog.TextFile;
import io.sluice.engine.EngineProblem;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The files of code tables in a home, looked at again and again: {@code tables/*.csv}, and those of the integrations
 * that have their folder there. One counts when it was the same at two looks, so that a half-written one is not taken.
 * What cannot take the place of a table, and a file that is gone, change nothing and are told. Not thread-safe.
 */
final class TableFiles {

    private static final Logger LOG = Logger.getLogger(TableFiles.class);
    private static final String CSV = ".csv";
    private static final long LIMIT = 4 << 20;

    private final Optional<Path> home;
    private final Map<String, String> problems = new TreeMap<>();
    private Map<Found, Long> last = Map.of();
    private Map<Found, Long> judged = new HashMap<>();

    /** @param home none: nothing ever changes */
    TableFiles(Optional<Path> home) {
        this.home = home;
    }

    /** @param integration whose own table it is; empty: shared */
    private record Found(String integration, String name, String file) {}

    /** By file, what is wrong; empty when nothing is. */
    Map<String, String> problems() {
        return Map.copyOf(problems);
    }

    /** What was judged is judged anew: it could not be brought into force. */
    void again() {
        judged.clear();
    }

    /** The catalogue with the tables as their files are now; the very same when none of them says anything new. */
    Catalog over(Catalog catalog) {
        Map<Found, Long> now = look(catalog);
        Catalog next = catalog;
        for (Map.Entry<Found, Long> one : now.entrySet()) {
            boolean stable = one.getValue().equals(last.get(one.getKey()));
            if (stable && !one.getValue().equals(judged.get(one.getKey()))) {
                next = judge(next, one.getKey());
                judged.put(one.getKey(), one.getValue());
            }
        }
        for (Found known : judged.keySet()) {
            if (!now.containsKey(known)) {
                gone(catalog, known);
            }
        }
        judged.keySet().retainAll(now.keySet());
        last = now;
        return next;
    }

    private Catalog judge(Catalog catalog, Found found) {
        Map<String, TextFile> tables = tables(catalog, found);
        TextFile was = tables.get(found.name());
        try {
            String text = text(found.file());
            if (was != null && was.text().equals(text)) {
                problems.remove(found.file());
                return catalog;
            }
            if (was == null) {
                TableCheck.read(found.name(), text);
            } else {
                TableCheck.inPlaceOf(TableCheck.read(was.name(), was.text()), text);
            }
            problems.remove(found.file());
            LOG.infof("code table %s has changed and is taken", found.file());
            tables.put(found.name(), new TextFile(found.name(), found.file(), text));
            return with(catalog, found, tables);
        } catch (NoSuchFileException gone) {
            return catalog; // the next look says so
        } catch (CharacterCodingException notText) {
            tell(found.file(), new ProblemException(CatalogProblem.FILE_UNREADABLE, "it is not UTF-8"));
        } catch (IOException e) {
            tell(found.file(), new ProblemException(CatalogProblem.FILE_UNREADABLE, "it cannot be read"));
        } catch (ProblemException wrong) {
            tell(found.file(), wrong);
        }
        return catalog;
    }

    /** Only a table that is in force is missed. */
    private void gone(Catalog catalog, Found found) {
        TextFile table = tables(catalog, found).get(found.name());
        if (table != null && table.file().equals(found.file())) {
            tell(found.file(), new ProblemException(EngineProblem.TABLE_FILE_GONE, found.name()));
        } else {
            problems.remove(found.file());
        }
    }

    private void tell(String file, ProblemException wrong) {
        String what = wrong.getMessage();
        if (!what.equals(problems.put(file, what))) {
            LOG.warnf("code table %s stays as it was: %s", file, what);
        }
    }

    private String text(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(home.orElseThrow().resolve(file));
        if (bytes.length > LIMIT) {
            throw new ProblemException(CatalogProblem.FILE_UNREADABLE, "it is larger than 4 MiB");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static Map<String, TextFile> tables(Catalog catalog, Found found) {
        return new LinkedHashMap<>(
                found.integration().isEmpty()
                        ? catalog.tables()
                        : catalog.integration(found.integration()).orElseThrow().tables());
    }

    private static Catalog with(Catalog catalog, Found found, Map<String, TextFile> tables) {
        if (found.integration().isEmpty()) {
            return catalog.withTables(tables, catalog.integrations());
        }
        Map<String, Integration> integrations = new LinkedHashMap<>(catalog.integrations());
        integrations.computeIfPresent(found.integration(), (name, one) -> one.withTables(tables));
        return catalog.withTables(catalog.tables(), integrations);
    }

    /** By file, a stamp that changes when it is written to. */
    private Map<Found, Long> look(Catalog catalog) {
        Map<Found, Long> found = new LinkedHashMap<>();
        home.ifPresent(folder -> {
            in(folder, "", "tables/", found);
            catalog.integrations().keySet().stream()
                    // Of an integration that ships nothing counts but the whole folder.
                    .filter(name -> Files.exists(folder.resolve("routes/" + name + "/integration.yaml")))
                    .forEach(name -> in(folder, name, "routes/" + name + "/tables/", found));
        });
        return found;
    }

    private static void in(Path home, String integration, String folder, Map<Found, Long> found) {
        if (!Files.isDirectory(home.resolve(folder))) {
            return;
        }
        try (Stream<Path> all = Files.list(home.resolve(folder))) {
            for (Path path : all.sorted().toList()) {
                String file = path.getFileName().toString();
                if (file.endsWith(CSV) && !file.startsWith(".") && Files.isRegularFile(path)) {
                    String name = file.substring(0, file.length() - CSV.length());
                    long stamp =
                            31 * Files.getLastModifiedTime(path).toInstant().hashCode() + Files.size(path);
                    found.put(new Found(integration, name, folder + file), stamp);
                }
            }
        } catch (IOException busy) {
            LOG.debugf("the next look lists %s again", folder);
        }
    }
}
