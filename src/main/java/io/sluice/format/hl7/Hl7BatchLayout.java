package io.sluice.format.hl7;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.Declared;
import io.sluice.format.records.RecordParser;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordText;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.SplitRecords;
import io.sluice.format.records.WritableLayout;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;

/**
 * Files of HL7 v2 messages: in batches (HL7 v2.5.1 section 2.10.3), or one after the other with nothing around them,
 * with or without MLLP's frame bytes. Messages are details; FHS and BHS are headers, BTS and FTS trailers. A record
 * ends with the line end of its last segment, which is part of it.
 *
 * @param declared the charset where MSH-18 names none
 * @param batch how files are written
 * @param recordLimit bytes of one message
 */
public record Hl7BatchLayout(Optional<Charset> declared, Hl7BatchForm batch, int recordLimit)
        implements WritableLayout {

    /** @throws io.sluice.message.ProblemException {@link io.sluice.format.FormatProblem#LAYOUT_INVALID} with the key */
    public static Hl7BatchLayout of(Declared records) {
        records.only(Set.of("encoding", "recordLimit", "batch"));
        Optional<Charset> declared =
                records.has("encoding") ? Optional.of(RecordText.charset(records.text("encoding"))) : Optional.empty();
        return new Hl7BatchLayout(declared, Hl7BatchForm.of(records), records.recordLimit());
    }

    @Override
    public Format format() {
        return Format.HL7V2;
    }

    @Override
    public RecordReader read(InputStream in) {
        Hl7BatchSplitter splitter = new Hl7BatchSplitter();
        SplitRecords records =
                new SplitRecords(new ByteWindow(in, recordLimit), splitter, SplitRecords.Roles.KNOWN, this::parser);
        return records.withVerdicts(splitter::verdicts);
    }

    @Override
    public RecordWriter write(OutputStream out, BatchFacts facts) {
        return new Hl7BatchFile(new Hl7BatchWriter(out), batch, facts);
    }

    @Override
    public RecordParser parser(byte[] context) {
        return this::parse;
    }

    private Content parse(RecordRole role, byte[] bytes) {
        return role == RecordRole.DETAIL ? Format.HL7V2.parse(bytes, declared) : Hl7Message.envelope(bytes, declared);
    }
}
