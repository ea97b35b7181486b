package io.sluice.format.hl7;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a batch file (HL7 v2.5.1 section 2.10.3) as it goes: headers, messages as they are, trailers with their
 * counts. For a batch acknowledgement (section 2.10.3.3) the headers are {@link Hl7BatchHeader#answer} and the messages
 * one acknowledgement for each message, or those of the refused ones only: a batch of none says that all were taken.
 * Without headers the messages stand alone.
 */
public final class Hl7BatchWriter implements Closeable {

    private final OutputStream out;
    private Hl7BatchHeader file;
    private Hl7BatchHeader batch;
    private long messages;
    private long batches;

    /** @param out closed with the writer */
    public Hl7BatchWriter(OutputStream out) {
        this.out = out;
    }

    /** Begins a file or a batch, after the end of a batch that is still open. */
    public void begin(Hl7BatchHeader header) throws IOException {
        end();
        if (header.file()) {
            endFile();
            file = header;
        } else {
            batch = header;
        }
        // What was read from a segment is kept byte by byte.
        out.write(header.toBytes(StandardCharsets.ISO_8859_1));
    }

    /** @param message whole, its segments ended by CR, the last one at will */
    public void write(byte[] message) throws IOException {
        out.write(message);
        if (message.length > 0 && message[message.length - 1] != '\r' && message[message.length - 1] != '\n') {
            out.write('\r');
        }
        messages++;
    }

    /**
     * Ends the batch that is open, if one is.
     *
     * @param totals BTS-3, in plain digits
     */
    public void end(String... totals) throws IOException {
        if (batch != null) {
            List<String> fields = new ArrayList<>(List.of("BTS", Long.toString(messages)));
            if (totals.length > 0) {
                fields.add("");
                fields.add(String.join(String.valueOf((char) batch.delimiters().repetition()), totals));
            }
            segment(batch, fields);
            batch = null;
            batches++;
            messages = 0;
        }
    }

    /** Ends what is open. Without it the file is not whole, and its reader sees that. */
    public void finish() throws IOException {
        end();
        endFile();
        out.flush();
    }

    /** Closes the stream; does not finish. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    private void endFile() throws IOException {
        if (file != null) {
            segment(file, List.of("FTS", Long.toString(messages > 0 ? batches + 1 : batches)));
            file = null;
        }
        batches = 0;
        messages = 0;
    }

    private void segment(Hl7BatchHeader header, List<String> fields) throws IOException {
        String separator = String.valueOf((char) header.delimiters().field());
        out.write((String.join(separator, fields) + "\r").getBytes(StandardCharsets.ISO_8859_1));
    }
}
