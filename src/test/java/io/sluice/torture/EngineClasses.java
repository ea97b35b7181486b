package io.sluice.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of an engine that is started a hundred times: the build under {@code target/} on an ordinary class path,
 * so that the JVM may keep all of them, checked and linked, in an archive. One engine is started to make the archive
 * and ended in order, before the first scene: an engine that is killed leaves none. Test runs side by side make it
 * once.
 */
final class EngineClasses {

    private static final Path BUILD = Path.of("target", "quarkus-app");
    private static final Path ENGINE = BUILD.resolve("quarkus-run.jar");
    private static final Path FOLDER = Path.of("target", "torture");
    private static final Path ARCHIVE = FOLDER.resolve("engine.classes");

    /** From this version on the archive holds linked classes, which come faster than parsed ones. */
    private static final int LINKED = 25;

    private EngineClasses() {}

    /** Of the JVM of an engine; the last of them names the engine's main class. */
    static List<String> start() {
        return command("-XX:" + (linked() ? "AOTCache=" : "SharedArchiveFile=") + ARCHIVE);
    }

    /**
     * Makes the archive unless there is one of this build.
     *
     * @param training starts an engine with these options, gives it something to do and ends it in order
     */
    static void archive(Consumer<List<String>> training) {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel file = FileChannel.open(
                            FOLDER.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock onlyOne = file.lock()) {
                if (onlyOne.isValid() && !isFresh()) {
                    make(training);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Consumer<List<String>> training) throws IOException {
        Path fresh = ARCHIVE.resolveSibling(
                "engine.classes." + ProcessHandle.current().pid());
        training.accept(command("-XX:" + (linked() ? "AOTCacheOutput=" : "ArchiveClassesAtExit=") + fresh));
        if (Files.exists(fresh)) {
            Files.move(fresh, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
        } else {
            System.out.println("This JVM made no archive of the engine's classes; engines start more slowly.");
        }
    }

    private static boolean isFresh() throws IOException {
        return Files.exists(ARCHIVE)
                && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(ENGINE)) > 0;
    }

    private static boolean linked() {
        return Runtime.version().feature() >= LINKED;
    }

    /** Without --add-opens: with it the JVM leaves the archive aside. Nothing that the engine uses here asks for it. */
    private static List<String> command(String archive) {
        return List.of(
                archive,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "io.quarkus.runner.GeneratedMain");
    }

    /** In the order in which the engine as it is shipped looks into them. */
    private static String classPath() {
        List<Path> jars = new ArrayList<>();
        jars.add(BUILD.resolve("quarkus/transformed-bytecode.jar"));
        jars.add(BUILD.resolve("quarkus/generated-bytecode.jar"));
        for (String folder : List.of("app", "lib/boot", "lib/main")) {
            jars.addAll(jarsOf(BUILD.resolve(folder)));
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static List<Path> jarsOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("is the engine built? (make build)", e);
        }
    }
}
