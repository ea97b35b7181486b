package io.sluice.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;

/** {@code ./sluice}: the command line of the engine. */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        version = "sluice 0.1.0",
        description = "Healthcare integration engine: look at messages, repair, replay, and check what you write.",
        synopsisSubcommandLabel = "<command>",
        footer = {
            "",
            "Exit codes: 0 done, 1 something was found or refused, 2 not understood, 3 the engine cannot be reached.",
            "Address and token: SLUICE_URL (http://127.0.0.1:8080), SLUICE_TOKEN (else .sluice/tokens/<role>.jwt).",
            "",
            "Example:",
            "  sluice messages --key mrn:123 --since 2h"
        },
        subcommands = {
            HelpCommand.class,
            StatusCommand.class,
            MessagesCommand.class,
            MessageCommand.class,
            TraceCommand.class,
            TailCommand.class,
            BalanceCommand.class,
            IntegrationsCommand.class,
            SystemsCommand.class,
            ContractCommand.class,
            EndpointsCommand.class,
            AlertsCommand.class,
            DeliveriesCommand.class,
            FilesCommand.class,
            TablesCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            BreakerCommand.class,
            DeadCommand.class,
            ReplayCommand.class,
            ActionsCommand.class,
            SendCommand.class,
            ValidateCommand.class,
            TestCommand.class,
            TryCommand.class,
            SchemaCommand.class,
            CompletionCommand.class
        })
public final class Sluice {

    private final Surroundings surroundings;

    private Sluice(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static void main(String[] arguments) {
        int exitCode = commandLine(Surroundings.here()).execute(arguments);
        System.exit(exitCode);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new Sluice(surroundings))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.AUTO))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof CommandFailed failed) {
                        command.getErr().println(failed.getMessage());
                        return failed.exitCode();
                    }
                    throw e;
                });
    }

    Surroundings surroundings() {
        return surroundings;
    }
}
