package io.sluice.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sluice.simulator.MllpExchange;
import io.sluice.simulator.MllpSender;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice send}: HL7 files over MLLP. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Send HL7 v2 files over MLLP; exit code 1 when one is not accepted",
        footer = {"", "Example:", "  sluice send src/test/resources/samples/hl7v2/ADT-A01-02.hl7"})
final class SendCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Mixin
    private Output output;

    @Parameters(arity = "1..*", paramLabel = "<file>", description = "One message in each file, sent as it is")
    private List<Path> files;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Default: 127.0.0.1")
    private String host;

    @Option(names = "--port", description = "Default: SLUICE_MLLP_PORT, or 2575")
    private Integer port;

    @Override
    public Integer call() {
        int to = port != null
                ? port
                : Integer.parseInt(output.surroundings().env().getOrDefault("SLUICE_MLLP_PORT", "2575"));
        ArrayNode answers = Remote.JSON.createArrayNode();
        Table table = new Table("FILE", "TYPE", "CONTROL ID", "ACK", "ERROR", "MS");
        boolean accepted = true;
        try (MllpSender sender = new MllpSender(host, to, LIMIT)) {
            for (Path file : files) {
                MllpExchange exchange = sender.send(read(file));
                accepted &= exchange.accepted();
                long millis = exchange.time().toMillis();
                table.row(file, exchange.type(), exchange.controlId(), exchange.ack(), exchange.error(), millis);
                answers.addObject()
                        .put("file", file.toString())
                        .put("type", exchange.type())
                        .put("controlId", exchange.controlId())
                        .put("ack", exchange.ack())
                        .put("error", exchange.error())
                        .put("millis", millis);
            }
        } catch (SocketTimeoutException e) {
            throw new CommandFailed(CommandFailed.FOUND, "No acknowledgement within " + LIMIT.toSeconds() + " s");
        } catch (IOException e) {
            throw new CommandFailed(CommandFailed.UNREACHABLE, "Nobody answers by MLLP at " + host + ":" + to);
        }
        output.print(answers, () -> table.text(""));
        return accepted ? 0 : CommandFailed.FOUND;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailed(CommandFailed.USAGE, "Cannot read " + file);
        }
    }
}
