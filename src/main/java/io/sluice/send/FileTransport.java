package io.sluice.send;

import io.sluice.catalog.FileEndpoint;
import io.sluice.files.FileSession;
import io.sluice.files.Wrapping;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.OutgoingFiles.Known;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.TryAgain;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Each delivery as one file in a folder. One thread does all of it, one file after the other, over one session. */
final class FileTransport implements Transport {

    private final FileEndpoint endpoint;
    private final OutgoingFiles files;
    private final Whole whole;
    private final FilePlacing placing;
    private final FileFolder folder;
    private final InstantSource clock;
    private final ExecutorService thread;

    /** As {@link io.sluice.ledger.Ledger#writeWhole}. */
    interface Whole {
        void write(UUID messageId, byte[] body, OutputStream out) throws IOException;
    }

    FileTransport(FileEndpoint endpoint, OutgoingFiles files, Whole whole, InstantSource clock) {
        this.whole = whole;
        this.endpoint = endpoint;
        this.files = files;
        this.placing = new FilePlacing(endpoint, files);
        this.folder = new FileFolder(endpoint);
        this.clock = clock;
        this.thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name("send-file-" + endpoint.name())
                .daemon()
                .factory());
    }

    @Override
    public CompletionStage<SendOutcome> send(ClaimedDelivery delivery) {
        return CompletableFuture.supplyAsync(() -> folder.attempt(open -> place(open, delivery)), thread);
    }

    private SendOutcome place(FileSession open, ClaimedDelivery delivery) throws IOException {
        Known known = files.begin(
                delivery.id(),
                endpoint.id(),
                number -> FileName.of(endpoint.pattern(), delivery.id(), number, clock.instant(), ZoneOffset.UTC),
                clock.instant());
        return outcome(known.name(), placing.place(open, delivery.id(), known, file -> {
            try (OutputStream out = Wrapping.wrap(endpoint.wrap(), file, known.name(), clock.instant())) {
                whole.write(delivery.messageId(), delivery.body(), out);
            }
            return List.of();
        }));
    }

    /** @param problem why the file is not there */
    static SendOutcome outcome(String name, Optional<SendProblem> problem) {
        byte[] response = "{\"file\":\"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8);
        return problem.<SendOutcome>map(why -> new TryAgain(why, null, null, Optional.empty()))
                .orElseGet(() -> new Accepted("placed", response));
    }

    @Override
    public void close() {
        thread.execute(folder::drop);
        thread.shutdown();
    }
}
