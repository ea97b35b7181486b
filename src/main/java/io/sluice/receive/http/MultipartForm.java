package io.sluice.receive.http;

import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of {@code multipart/form-data} (RFC 7578, RFC 2046 section 5.1.1), their bytes exactly as they came. */
final class MultipartForm {

    /** @param contentType empty when the part does not say */
    record Part(String name, String contentType, byte[] bytes) {}

    private static final int MOST_PARTS = 100;
    private static final int LONGEST_HEAD = 8 * 1024;
    private static final byte[] NEW_LINE = {'\r', '\n'};
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final Pattern NAME =
            Pattern.compile("(?im)^content-disposition:\\s*form-data\\s*;(?:.*;)?\\s*name=\"([^\"\\r\\n]{1,200})\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*([^\\r\\n]{1,200})");

    private final byte[] body;
    private final byte[] delimiter;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    private MultipartForm(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @throws ProblemException {@link ReceiveProblem#MULTIPART_INVALID} with the number of the part */
    static List<Part> parse(byte[] body, String boundary) {
        MultipartForm form = new MultipartForm(body, boundary);
        form.expect(form.delimiter);
        while (!form.ends()) {
            form.part();
        }
        return form.parts;
    }

    private boolean ends() {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    private void part() {
        if (parts.size() == MOST_PARTS) {
            throw broken();
        }
        expect(NEW_LINE);
        // Searched from the line break before, since a part may have no header at all.
        int headEnd = find(END_OF_HEAD, at - NEW_LINE.length);
        if (headEnd < 0 || headEnd - at > LONGEST_HEAD) {
            throw broken();
        }
        String head = headEnd < at ? "" : new String(body, at, headEnd - at, StandardCharsets.UTF_8);
        at = headEnd + END_OF_HEAD.length;
        byte[] end = new byte[NEW_LINE.length + delimiter.length];
        System.arraycopy(NEW_LINE, 0, end, 0, NEW_LINE.length);
        System.arraycopy(delimiter, 0, end, NEW_LINE.length, delimiter.length);
        int contentEnd = find(end, at);
        Matcher name = NAME.matcher(head);
        if (contentEnd < 0 || !name.find()) {
            throw broken();
        }
        Matcher type = TYPE.matcher(head);
        parts.add(new Part(
                name.group(1), type.find() ? type.group(1).strip() : "", Arrays.copyOfRange(body, at, contentEnd)));
        at = contentEnd + end.length;
    }

    private void expect(byte[] bytes) {
        if (at + bytes.length > body.length || !Arrays.equals(body, at, at + bytes.length, bytes, 0, bytes.length)) {
            throw broken();
        }
        at += bytes.length;
    }

    private int find(byte[] bytes, int from) {
        for (int i = Math.max(0, from); i <= body.length - bytes.length; i++) {
            if (body[i] == bytes[0] && Arrays.equals(body, i, i + bytes.length, bytes, 0, bytes.length)) {
                return i;
            }
        }
        return -1;
    }

    private ProblemException broken() {
        return new ProblemException(ReceiveProblem.MULTIPART_INVALID, "part " + (parts.size() + 1));
    }
}
