package io.sluice.format.x12;

import io.sluice.message.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Tells whether two messages are the same but for some places. */
final class X12Digest {

    private final MessageDigest sha256;

    private X12Digest(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    static byte[] of(X12Message message, List<X12Path> without) {
        X12Digest digest = new X12Digest(Sha256.digest());
        for (X12Segment segment : message.segments()) {
            digest.add(
                    segment,
                    without.stream().filter(path -> path.selects(segment)).toList());
        }
        return digest.sha256.digest();
    }

    private void add(X12Segment segment, List<X12Path> without) {
        if (without.isEmpty()) {
            sha256.update(segment.trimmed());
            return;
        }
        if (without.stream().anyMatch(path -> path.element() == 0)) {
            return;
        }
        text(segment.tag());
        for (int element = 1; element <= segment.elements(); element++) {
            int number = element;
            List<X12Path> here =
                    without.stream().filter(path -> path.element() == number).toList();
            element(segment, element, here);
        }
    }

    /** A place with a repetition or component leaves out that part; without, the element. */
    private void element(X12Segment segment, int element, List<X12Path> without) {
        if (without.isEmpty()) {
            text(segment.element(element));
            return;
        }
        for (int repetition = 1; repetition <= segment.repetitions(element); repetition++) {
            for (int component = 1; component <= segment.components(element, repetition); component++) {
                int rep = repetition;
                int part = component;
                boolean out = without.stream()
                        .anyMatch(path -> (path.repetition() == 0 && (path.component() == 0 || rep == 1)
                                        || path.repetition() == rep)
                                && (path.component() == 0 || path.component() == part));
                text(out ? "" : segment.value(element, repetition, component));
            }
        }
    }

    private void text(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
    }
}
