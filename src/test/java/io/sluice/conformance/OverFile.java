package io.sluice.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A file for each message, written under a temporary name into what the account of the SFTP server sees. The receipt is
 * the answer: its sender reads there what became of the one record.
 */
final class OverFile implements Sender {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path own;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Parcel, String> dropped = new ConcurrentHashMap<>();

    /** @param own folder with {@code inbound}, {@code archive}, {@code quarantine} and {@code receipts} */
    OverFile(Path own) {
        this.own = own;
    }

    @Override
    public Answer send(Parcel parcel, Duration patience) {
        String name = "m%05d.hl7".formatted(number.incrementAndGet());
        dropped.put(parcel, name);
        try {
            Path part = own.resolve("inbound/" + name + ".part");
            Files.write(part, parcel.bytes());
            Files.move(part, own.resolve("inbound/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return goOn(parcel, patience);
    }

    @Override
    public Answer goOn(Parcel parcel, Duration patience) {
        Path receipt = own.resolve("receipts/" + dropped.get(parcel) + ".receipt.json");
        AtomicReference<Answer> answer = new AtomicReference<>(Answer.NOTHING);
        Wait.within(patience, () -> {
            answer.set(read(receipt));
            return !answer.get().equals(Answer.NOTHING);
        });
        return answer.get();
    }

    private static Answer read(Path receipt) {
        try {
            JsonNode told = JSON.readTree(Files.readAllBytes(receipt));
            if (!told.path("state").asText().equals("ARCHIVED")) {
                return Answer.no("quarantine " + told.path("code").asText());
            }
            for (String refused : new String[] {"REJECTED", "HELD", "CONFLICT"}) {
                if (told.path("outcomes").has(refused)) {
                    return Answer.no("receipt " + refused);
                }
            }
            return Answer.YES;
        } catch (NoSuchFileException notYet) {
            return Answer.NOTHING; // or it is being replaced by its last version
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // files stay where they are
    }
}
