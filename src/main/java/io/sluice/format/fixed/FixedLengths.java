package io.sluice.format.fixed;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.Splitter;
import io.sluice.message.ProblemException;
import java.io.IOException;

/** Records of so many bytes each with nothing between them, as mainframes write them. */
record FixedLengths(int bytes) implements Splitter {

    @Override
    public byte[] begin(ByteWindow window) {
        return new byte[0];
    }

    @Override
    public boolean next(ByteWindow window, Span span) throws IOException {
        if (window.at(bytes - 1) >= 0) {
            span.set(0, bytes, bytes);
            return true;
        }
        for (int i = 0; i < window.length(); i++) {
            int left = window.at(i);
            if (left != '\r' && left != '\n' && left != 0x1A) {
                throw new ProblemException(FormatProblem.FILE_UNFINISHED, "the record at byte " + window.offset());
            }
        }
        return false;
    }
}
