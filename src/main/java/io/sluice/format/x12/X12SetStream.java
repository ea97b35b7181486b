package io.sluice.format.x12;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One set as StAEDI reads it: under an ISA and GS that are always in order, with trailers that always are too, so that
 * it looks at the set only. A segment whose tag is none would end its reading; it sees one that no set knows instead.
 */
final class X12SetStream extends InputStream {

    /** ISA and GS stand before the ST. */
    static final int HEADERS = 2;

    private static final String UNKNOWN = "ZZZ";
    private static final Pattern TAG = Pattern.compile("[A-Z][A-Z0-9]{1,2}");

    private final X12SetBody body;
    private final Consumer<X12Segment> seen;
    private final X12Delimiters delimiters;
    private final Map<Integer, String> replaced = new HashMap<>();
    private byte[] current;
    private int at;
    private boolean ended;

    X12SetStream(X12Segment st, X12SetBody body, Consumer<X12Segment> seen) {
        this.body = body;
        this.seen = seen;
        this.delimiters = st.delimiters();
        this.current = headers(st);
    }

    private byte[] headers(X12Segment st) {
        boolean repeats = delimiters.repetition() != 0;
        String isa = "ISA*00*          *00*          *ZZ*S              *ZZ*R              *200101*0000*"
                + (repeats ? delimiters.repetition() : 'U') + '*' + (repeats ? "00501" : "00401") + "*000000001*0*P*";
        String gs = "GS*HC*SND*RCV*20200101*0000*1*X*005010";
        String head = isa.replace('*', delimiters.element())
                + delimiters.component()
                + delimiters.segment()
                + gs.replace('*', delimiters.element())
                + delimiters.segment();
        String set = "ST*" + st.value(1, 0, 0) + "*0001";
        return (head + set.replace('*', delimiters.element()) + delimiters.segment())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] trailers() {
        String tail = "SE*" + (body.position() + 1) + "*0001~GE*1*1~IEA*1*000000001~";
        return tail.replace('~', '\u0001')
                .replace('*', delimiters.element())
                .replace('\u0001', delimiters.segment())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The tag of a segment as the sender wrote it, cut to what a 999 can say. */
    String tag(int position, String read) {
        return replaced.getOrDefault(position, read);
    }

    /** Whether the tag of a segment was none. */
    boolean replaced(int position) {
        return replaced.containsKey(position);
    }

    /** Reads what StAEDI would not. */
    void drain() throws IOException {
        while (advance()) {
            at = current.length;
        }
    }

    private boolean advance() throws IOException {
        if (at < current.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        Optional<X12Segment> next = body.next();
        ended = next.isEmpty();
        current = ended ? trailers() : bytes(next.get());
        at = 0;
        return true;
    }

    private byte[] bytes(X12Segment segment) {
        seen.accept(segment);
        String tag = segment.tag();
        if (TAG.matcher(tag).matches()) {
            return segment.trimmed();
        }
        String shown = tag.replaceAll("[^A-Za-z0-9]", "");
        replaced.put(body.position(), shown.isEmpty() ? UNKNOWN : shown.substring(0, Math.min(3, shown.length())));
        return (UNKNOWN + delimiters.element() + "X" + delimiters.segment()).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public int read() throws IOException {
        return advance() ? current[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }
}
