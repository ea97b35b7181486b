package io.sluice.docs;

import io.sluice.cli.CommandLineRun;
import io.sluice.stack.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in which a reader follows a page: with {@code ./sluice} and the samples in it, and ports and data of its
 * own. Commands run as they stand, but for {@code make run|up|stop}, whose scripts are run without asking make whether
 * to build. Commands that only ask the engine are run in this JVM, which is quicker.
 */
final class Workplace implements AutoCloseable {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Pattern ASKS_THE_ENGINE =
            Pattern.compile("\\./sluice (messages|trace|dead|replay|deliveries|message|actions|balance|status)\\b.*");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static final List<String> PORTS =
            List.of("HTTP", "MLLP", "REST", "ERP_API", "ERP", "LEGACY", "LEGACY_HTTP", "PG", "KAFKA", "SFTP", "JMS");

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    Workplace(Path folder) throws IOException {
        this.folder = folder;
        Files.createSymbolicLink(folder.resolve("sluice"), PROJECT.resolve("sluice"));
        Files.createSymbolicLink(folder.resolve("src"), PROJECT.resolve("src"));
        environment.put("SLUICE_DATA", folder.resolve(".sluice").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        for (String port : PORTS) {
            environment.put("SLUICE_" + port + "_PORT", Integer.toString(Ports.free()));
        }
    }

    void write(Snippet file) throws IOException {
        Homes.write(folder, file.file(), file.text());
    }

    /** What it prints, errors included. */
    String run(String command) throws IOException, InterruptedException {
        if (command.startsWith("export ")) {
            String[] assignment = command.substring("export ".length()).split("=", 2);
            environment.put(assignment[0], folder.resolve(assignment[1]).toString());
            return "";
        }
        if (ASKS_THE_ENGINE.matcher(command).matches()) {
            CommandLineRun run = CommandLineRun.of(environment, folder, words(command));
            return run.out() + run.err();
        }
        return switch (command) {
            case "make run", "make up" ->
                quiet(bash(PROJECT.resolve("scripts/up").toString(), true));
            case "make stop" -> quiet(bash(PROJECT.resolve("scripts/stop").toString(), true));
            default -> bash(command, false).replace(folder + "/", "");
        };
    }

    private static String quiet(String ignored) {
        return "";
    }

    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words.subList(1, words.size()).toArray(String[]::new);
    }

    private String bash(String command, boolean mustSucceed) throws IOException, InterruptedException {
        Path out = Files.createTempFile("tour", ".out");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        // The JVM would say that it picked it up.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        if (!ended || (mustSucceed && process.exitValue() != 0)) {
            process.destroyForcibly();
            throw new AssertionError(command + (ended ? " failed: " : " did not end: ") + printed);
        }
        return printed;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("make stop");
    }
}
