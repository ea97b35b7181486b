package io.sluice.format.records;

import io.sluice.message.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The records that a {@link Splitter} finds. Looks one record ahead where the last one is recognised by its position.
 */
public final class SplitRecords implements RecordReader {

    /** Tells roles that the splitter does not: by content, or by standing first or last. */
    public interface Roles {

        /** Whether the last record has another role than the same bytes elsewhere. */
        boolean lastMatters();

        RecordRole of(byte[] bytes, boolean first, boolean last);

        /** For splitters that know the role of everything they find. */
        Roles KNOWN = new Roles() {
            @Override
            public boolean lastMatters() {
                return false;
            }

            @Override
            public RecordRole of(byte[] bytes, boolean first, boolean last) {
                throw new IllegalStateException("the splitter knows the role");
            }
        };
    }

    private final ByteWindow window;
    private final Splitter splitter;
    private final Roles roles;
    private final Function<byte[], RecordParser> parsers;
    private final Splitter.Span span = new Splitter.Span();
    private RecordParser parser;
    private byte[] context;
    private long ordinal;
    private boolean found;
    private ProblemException failed;
    private Supplier<List<ControlVerdict>> verdicts = List::of;

    public SplitRecords(ByteWindow window, Splitter splitter, Roles roles, Function<byte[], RecordParser> parsers) {
        this.window = window;
        this.splitter = splitter;
        this.roles = roles;
        this.parsers = parsers;
    }

    /** @param envelope what the splitter knows about the counts of the envelope */
    public SplitRecords withVerdicts(Supplier<List<ControlVerdict>> envelope) {
        verdicts = envelope;
        return this;
    }

    @Override
    public List<ControlVerdict> verdicts() {
        return verdicts.get();
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        return guarded(this::read);
    }

    @Override
    public long skip(long count) throws IOException {
        return guarded(() -> {
            long skipped = 0;
            while (skipped < count && find()) {
                pass();
                skipped++;
            }
            return skipped;
        });
    }

    private Optional<FileRecord> read() throws IOException {
        if (!find()) {
            return Optional.empty();
        }
        byte[] bytes = window.copy(span.from, span.to);
        long offset = window.offset() + span.from;
        RecordRole known = span.role;
        pass();
        boolean last = roles.lastMatters() && !find();
        RecordRole role = known != null ? known : roles.of(bytes, ordinal == 1, last);
        return Optional.of(new FileRecord(ordinal, role, offset, bytes, context, parser, null));
    }

    /** Makes the span that of the next record, which looking ahead may have done already. */
    private boolean find() throws IOException {
        if (!found) {
            begin();
            span.role = null;
            found = splitter.next(window, span);
        }
        return found;
    }

    private void begin() throws IOException {
        if (parser == null) {
            context = splitter.begin(window);
            parser = parsers.apply(context);
        }
    }

    private void pass() {
        window.consume(span.consumed);
        found = false;
        ordinal++;
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    /** Once the file has failed it fails for ever. */
    private <T> T guarded(Step<T> step) throws IOException {
        if (failed != null) {
            throw failed;
        }
        try {
            return step.run();
        } catch (ProblemException wrong) {
            failed = wrong;
            throw wrong;
        }
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
