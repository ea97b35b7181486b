package io.sluice.format.xml;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ByteWindow;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.charset.Charset;

/** One piece of markup in a window: from its opening angle bracket to behind the closing one. */
record XmlMarkup(Kind kind, int from, int to) {

    enum Kind {
        START,
        EMPTY,
        END,
        /** A comment or a processing instruction. */
        ASIDE,
        CDATA
    }

    private static final byte[] COMMENT = {'<', '!', '-', '-'};
    private static final byte[] CDATA = {'<', '!', '[', 'C', 'D', 'A', 'T', 'A', '['};

    /**
     * @param from where the angle bracket stands
     * @throws ProblemException {@link FormatProblem#XML_DTD}; {@link FormatProblem#FILE_UNFINISHED} when it does not
     *     end
     */
    static XmlMarkup at(ByteWindow window, int from) throws IOException {
        return switch (window.at(from + 1)) {
            case '?' -> new XmlMarkup(Kind.ASIDE, from, behind(window, from + 2, "?>"));
            case '/' -> new XmlMarkup(Kind.END, from, behind(window, from + 2, ">"));
            case '!' -> {
                if (window.has(from, COMMENT)) {
                    yield new XmlMarkup(Kind.ASIDE, from, behind(window, from + COMMENT.length, "-->"));
                }
                if (window.has(from, CDATA)) {
                    yield new XmlMarkup(Kind.CDATA, from, behind(window, from + CDATA.length, "]]>"));
                }
                throw new ProblemException(FormatProblem.XML_DTD, "byte " + (window.offset() + from) + " of the file");
            }
            default -> tag(window, from);
        };
    }

    /** An angle bracket within a value of an attribute does not end a tag. */
    private static XmlMarkup tag(ByteWindow window, int from) throws IOException {
        int quote = 0;
        for (int i = from + 1; ; i++) {
            int b = window.at(i);
            if (b < 0) {
                throw unfinished(window);
            } else if (quote != 0) {
                quote = b == quote ? 0 : quote;
            } else if (b == '"' || b == '\'') {
                quote = b;
            } else if (b == '>') {
                return new XmlMarkup(window.at(i - 1) == '/' ? Kind.EMPTY : Kind.START, from, i + 1);
            }
        }
    }

    private static int behind(ByteWindow window, int from, String end) throws IOException {
        byte[] all = end.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = from; ; i++) {
            i = window.find(i, all[0]);
            if (i < 0) {
                throw unfinished(window);
            }
            if (window.has(i, all)) {
                return i + all.length;
            }
        }
    }

    private static ProblemException unfinished(ByteWindow window) {
        return new ProblemException(FormatProblem.FILE_UNFINISHED, "the markup at byte " + window.offset());
    }

    /** The name of a tag without its prefix; empty when it has none. */
    String name(ByteWindow window, Charset charset) {
        int start = from + (kind == Kind.END ? 2 : 1);
        int end = start;
        byte[] bytes = window.array();
        while (end < to - 1 && " \t\r\n/>".indexOf(bytes[window.start() + end]) < 0) {
            end++;
        }
        return XmlTree.local(new String(bytes, window.start() + start, end - start, charset));
    }
}
