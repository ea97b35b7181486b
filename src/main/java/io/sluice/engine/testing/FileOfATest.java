package io.sluice.engine.testing;

import io.sluice.catalog.Integration;
import io.sluice.catalog.Listener;
import io.sluice.engine.EngineProblem;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.ledger.Origin;
import io.sluice.message.ProblemException;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.sluice.receive.Intake;
import io.sluice.receive.Taken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file that a test gives to an integration that receives files: with one record, whose run is what is tested. */
final class FileOfATest {

    private FileOfATest() {}

    /** @throws ProblemException {@code test.unreadable} when it has not one record */
    static FileRecord record(Integration integration, byte[] file, String test) {
        var layout = Layouts.of(
                Format.of(integration.format()).orElseThrow(),
                integration.files().records());
        List<FileRecord> details = new ArrayList<>();
        try (RecordReader reader = layout.read(new ByteArrayInputStream(file))) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                next.filter(record -> record.role() == RecordRole.DETAIL).ifPresent(details::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (details.size() != 1) {
            throw new ProblemException(EngineProblem.TEST_UNREADABLE, test + " (a file with one record is needed)");
        }
        return details.getFirst();
    }

    static Taken take(Intake intake, Listener listener, Integration integration, FileRecord record, Instant clock) {
        Envelope envelope = new Envelope(integration.name(), "", "", "", null, Origin.NONE);
        Inbound inbound = new Inbound(listener, "test", clock, record.bytes(), envelope);
        return record.problem()
                .map(problem -> intake.refuseRecord(
                        inbound, Format.of(integration.format()).orElseThrow(), problem.where()))
                .orElseGet(() -> intake.takeRecord(inbound, record.content()));
    }
}
