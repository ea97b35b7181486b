package io.sluice.format.records;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Puts the records of groups together. Looks one record ahead. */
final class GroupReader implements RecordReader {

    private final GroupedLayout layout;
    private final RecordReader records;
    private final byte[] between;
    private Optional<FileRecord> ahead;

    GroupReader(GroupedLayout layout, RecordReader records) {
        this.layout = layout;
        this.records = records;
        this.between = layout.inner().between().orElseThrow();
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        Optional<FileRecord> first = ahead == null ? records.next() : ahead;
        ahead = null;
        if (first.isEmpty() || first.get().role() != RecordRole.DETAIL) {
            return first;
        }
        FileRecord last = first.get();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(last.bytes().length);
        bytes.writeBytes(last.bytes());
        if (layout.starts(last)) {
            ahead = records.next();
            while (ahead.isPresent() && layout.goesOn(ahead.get())) {
                last = ahead.get();
                if (bytes.size() + last.bytes().length > layout.limit()) {
                    throw new ProblemException(
                            FormatProblem.RECORD_TOO_LARGE,
                            "the group at byte " + first.get().offset() + " of the file");
                }
                bytes.writeBytes(between);
                bytes.writeBytes(last.bytes());
                ahead = records.next();
            }
        }
        byte[] context = last.context();
        return Optional.of(new FileRecord(
                last.ordinal(),
                RecordRole.DETAIL,
                first.get().offset(),
                bytes.toByteArray(),
                context,
                layout.parser(context),
                null));
    }

    /** By single records, as their numbers count them; behind a whole group when the number is that of one. */
    @Override
    public long skip(long count) throws IOException {
        return records.skip(count);
    }

    @Override
    public List<ControlVerdict> verdicts() {
        return records.verdicts();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
