package io.sluice.format.x12;

import io.sluice.format.Content;
import io.sluice.format.FormatProblem;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.RecordWriter;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Several interchanges as one: the first one's ISA with the number of the file as ISA13, their functional groups, those
 * that follow each other with the same headers as one, and their sets, numbered anew. SE, GE and IEA are counted
 * (X12.6). Details of other partners or with other delimiters do not fit.
 */
final class X12BatchFile implements RecordWriter {

    private static final int LARGEST_CONTROL = 1_000_000_000;

    private final OutputStream out;
    private final BatchFacts facts;
    private X12Message first;
    private String group = "";
    private int groups;
    private int sets;
    private int allSets;

    X12BatchFile(OutputStream out, BatchFacts facts) {
        this.out = out;
        this.facts = facts;
    }

    @Override
    public void write(Content detail) throws IOException {
        if (!(detail instanceof X12Message message)) {
            throw refused("content that is not X12");
        }
        check(message);
        if (first == null) {
            first = message;
            X12Segment isa = message.segments().getFirst();
            String text = latin(isa.trimmed());
            String own = isa.element(13);
            int at = text.lastIndexOf(own, text.length() - 4);
            line(text.substring(0, at) + control() + text.substring(at + own.length()));
        }
        for (X12Segment segment : message.segments()) {
            write(segment);
        }
    }

    /** Everything that may be wrong is found before a byte of the detail is written. */
    private void check(X12Message message) {
        boolean whole = message.segments().getLast().is("IEA");
        boolean one =
                message.segments().stream().filter(segment -> segment.is("ISA")).count() == 1;
        if (!whole || !one) {
            throw refused("anything but one whole interchange");
        }
        if (first == null) {
            return;
        }
        if (!message.delimiters().equals(first.delimiters())) {
            throw refused("other delimiters than the first");
        }
        X12Segment isa = message.segments().getFirst();
        X12Segment theirs = first.segments().getFirst();
        for (int element : new int[] {5, 6, 7, 8, 12, 15}) {
            if (!isa.element(element).equals(theirs.element(element))) {
                throw refused("another ISA-" + element + " than the first");
            }
        }
    }

    private static ProblemException refused(String what) {
        return new ProblemException(FormatProblem.VALUE_DOES_NOT_FIT, what);
    }

    private void write(X12Segment segment) throws IOException {
        switch (segment.tag()) {
            case "ISA", "GE", "IEA" -> {
                // computed
            }
            case "GS" -> {
                if (!key(segment).equals(group)) {
                    endGroup();
                    group = key(segment);
                    groups++;
                    replaced(segment, 6, Integer.toString(groups));
                }
            }
            case "ST" -> {
                sets++;
                allSets++;
                replaced(segment, 2, set());
            }
            case "SE" -> replaced(segment, 2, set());
            default -> line(latin(segment.trimmed()));
        }
    }

    /** What makes sets belong together: all of GS but its time and number. */
    private static String key(X12Segment gs) {
        return String.join("\n", List.of(text(gs, 1), text(gs, 2), text(gs, 3), text(gs, 7), text(gs, 8)));
    }

    private static String text(X12Segment segment, int element) {
        String found = segment.element(element);
        return found == null ? "" : found;
    }

    private String control() {
        return "%09d".formatted(facts.sequence() % LARGEST_CONTROL);
    }

    private String set() {
        return "%04d".formatted(allSets);
    }

    private void replaced(X12Segment segment, int element, String value) throws IOException {
        StringBuilder text = new StringBuilder(segment.tag());
        for (int i = 1; i <= Math.max(segment.elements(), element); i++) {
            text.append(first.delimiters().element()).append(i == element ? value : text(segment, i));
        }
        line(text.append(first.delimiters().segment()).toString());
    }

    private void line(String segment) throws IOException {
        out.write(segment.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void endGroup() throws IOException {
        if (!group.isEmpty()) {
            trailer("GE", sets, Integer.toString(groups));
        }
        group = "";
        sets = 0;
    }

    private void trailer(String tag, int count, String number) throws IOException {
        char separator = first.delimiters().element();
        line(tag + separator + count + separator + number + first.delimiters().segment());
    }

    /** A file of no interchanges has no partners that an ISA could name: it is empty. */
    @Override
    public void finish() throws IOException {
        if (first != null) {
            endGroup();
            trailer("IEA", groups, control());
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
