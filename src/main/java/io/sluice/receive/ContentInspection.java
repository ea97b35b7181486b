package io.sluice.receive;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Whether a message is of the format that its integration declares.
 *
 * @param charset that the listener declares for formats which do not say it themselves
 */
record ContentInspection(Format format, Optional<Charset> charset) implements Inspection {

    @Override
    public Inspected inspect(byte[] bytes) {
        Content content;
        try {
            content = format.parse(bytes, charset);
        } catch (ProblemException e) {
            return new Inspected(format, null, null, ReceiveProblem.CONTENT_INVALID, e.where());
        }
        return judge(content, bytes);
    }

    @Override
    public Inspected judge(Content content, byte[] bytes) {
        boolean usable = Inspection.usable(content.type()) && Inspection.usable(content.controlId());
        return usable
                ? new Inspected(format, content, null, null, "")
                : new Inspected(format, content, null, ReceiveProblem.CONTENT_INVALID, "type or control id");
    }
}
