package io.sluice.format.xml;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.Lines;
import io.sluice.format.records.RecordRole;
import io.sluice.format.records.RecordText;
import io.sluice.format.records.RecordTypes;
import io.sluice.format.records.Splitter;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the elements that are records, by their path from the root. Only elements on the way to one may stand around
 * them: any other is a record too, of a type that nobody knows, so that nothing of a file is passed over in silence.
 * Within a record only the balance of tags is looked at; the rest is seen when it is parsed.
 */
final class XmlSplitter implements Splitter {

    private static final Pattern ENCODING = Pattern.compile("\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._\\-]+)[\"']");
    private static final byte[] DECLARATION = {'<', '?', 'x', 'm', 'l'};

    private final RecordTypes<XmlType> types;
    private final Deque<String> open = new ArrayDeque<>();
    private Charset charset = StandardCharsets.UTF_8;
    private boolean root;

    XmlSplitter(RecordTypes<XmlType> types) {
        this.types = types;
    }

    /** The context is the name of the charset. */
    @Override
    public byte[] begin(ByteWindow window) throws IOException {
        Lines.passByteOrderMark(window);
        if (window.has(0, DECLARATION)) {
            XmlMarkup declaration = XmlMarkup.at(window, 0);
            String text = new String(window.copy(0, declaration.to()), StandardCharsets.ISO_8859_1);
            Matcher encoding = ENCODING.matcher(text);
            if (encoding.find()) {
                charset = charset(encoding.group(1));
            }
            window.consume(declaration.to());
        }
        return charset.name().getBytes(StandardCharsets.US_ASCII);
    }

    private static Charset charset(String declared) {
        try {
            return RecordText.charset(declared);
        } catch (ProblemException unknown) {
            throw new ProblemException(FormatProblem.ENCODING_INVALID, "the XML declaration");
        }
    }

    @Override
    public boolean next(ByteWindow window, Span span) throws IOException {
        while (true) {
            int bracket = window.find(0, (byte) '<');
            noText(window, bracket < 0 ? window.length() : bracket);
            window.consume(bracket < 0 ? window.length() : bracket);
            if (bracket < 0) {
                if (!root || !open.isEmpty()) {
                    throw new ProblemException(
                            FormatProblem.FILE_UNFINISHED, "byte " + window.offset() + " of the file");
                }
                return false;
            }
            XmlMarkup markup = XmlMarkup.at(window, 0);
            if (markup.kind() == XmlMarkup.Kind.START || markup.kind() == XmlMarkup.Kind.EMPTY) {
                if (begins(window, markup, span)) {
                    return true;
                }
            } else if (markup.kind() == XmlMarkup.Kind.END) {
                String name = markup.name(window, charset);
                if (open.isEmpty() || !open.removeLast().equals(name)) {
                    throw invalid(window, 0);
                }
            } else if (markup.kind() == XmlMarkup.Kind.CDATA) {
                throw invalid(window, 0);
            }
            window.consume(markup.to());
        }
    }

    /** Whether a record begins with this tag. */
    private boolean begins(ByteWindow window, XmlMarkup markup, Span span) throws IOException {
        String name = markup.name(window, charset);
        if (root && open.isEmpty() || name.isEmpty()) {
            throw invalid(window, 0);
        }
        root = true;
        String path = open.isEmpty() ? name : String.join("/", open) + "/" + name;
        RecordRole role = null;
        boolean around = false;
        for (XmlType type : types.all()) {
            role = type.path().equals(path) ? type.role() : role;
            around |= type.path().startsWith(path + "/");
        }
        if (role == null && around) {
            if (markup.kind() == XmlMarkup.Kind.START) {
                open.addLast(name);
            }
            return false;
        }
        int end = markup.kind() == XmlMarkup.Kind.EMPTY ? markup.to() : end(window, markup.to(), name);
        span.set(0, end, end);
        span.role = role == null ? RecordRole.DETAIL : role;
        return true;
    }

    /** Behind the tag that closes the record. */
    private int end(ByteWindow window, int from, String name) throws IOException {
        int at = from;
        for (int depth = 1; depth > 0; ) {
            int bracket = window.find(at, (byte) '<');
            if (bracket < 0) {
                throw new ProblemException(FormatProblem.FILE_UNFINISHED, "the record at byte " + window.offset());
            }
            XmlMarkup markup = XmlMarkup.at(window, bracket);
            depth += switch (markup.kind()) {
                case START -> 1;
                case END -> -1;
                default -> 0;
            };
            if (depth == 0 && !markup.name(window, charset).equals(name)) {
                throw invalid(window, bracket);
            }
            at = markup.to();
        }
        return at;
    }

    private static void noText(ByteWindow window, int to) {
        for (int i = 0; i < to; i++) {
            byte b = window.array()[window.start() + i];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                throw invalid(window, i);
            }
        }
    }

    private static ProblemException invalid(ByteWindow window, int at) {
        return new ProblemException(FormatProblem.XML_INVALID, "byte " + (window.offset() + at) + " of the file");
    }
}
