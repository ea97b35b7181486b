package io.sluice.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import picocli.CommandLine;

/** One call of the command line in this JVM, with what it said. */
public record CommandLineRun(int exitCode, String out, String err) {

    public static CommandLineRun of(Map<String, String> env, Path folder, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Sluice.commandLine(new Surroundings(env, folder, ZoneOffset.UTC))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return new CommandLineRun(command.execute(arguments), out.toString(), err.toString());
    }
}
