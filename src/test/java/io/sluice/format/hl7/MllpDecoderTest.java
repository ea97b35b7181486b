package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.hl7.MllpFrame.Broken;
import io.sluice.format.hl7.MllpFrame.Complete;
import io.sluice.format.hl7.MllpFrame.Garbage;
import io.sluice.format.hl7.MllpFrame.TooLarge;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MllpDecoderTest {

    private final MllpDecoder decoder = new MllpDecoder(10);
    private final List<String> frames = new ArrayList<>();

    /** V is the start block, F the first byte of the end block, R the second. */
    private MllpDecoderTest feed(String text) {
        byte[] bytes = text.replace('V', '\u000B')
                .replace('F', '\u001C')
                .replace('R', '\r')
                .getBytes(StandardCharsets.UTF_8);
        decoder.feed(ByteBuffer.wrap(bytes), frame -> frames.add(show(frame)));
        return this;
    }

    private static String show(MllpFrame frame) {
        return switch (frame) {
            case Complete complete -> "complete " + text(complete.bytes());
            case Broken broken -> "broken " + text(broken.bytes());
            case TooLarge large -> "large " + text(large.beginning());
            case Garbage garbage -> "garbage " + garbage.count();
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\u001C', 'F');
    }

    @Test
    void findsSeveralFramesInOneRead() {
        feed("VaFRVbFRVcFR");

        assertThat(frames).containsExactly("complete a", "complete b", "complete c");
        assertThat(decoder.insideFrame()).isFalse();
    }

    @Test
    void takesAFrameByteByByte() {
        for (String piece : "VabFR".split("")) {
            assertThat(frames).isEmpty();
            feed(piece);
        }

        assertThat(frames).containsExactly("complete ab");
    }

    @Test
    void countsGarbageAndGoesOn() {
        feed("helloVaFRR\nVbFR");

        assertThat(frames).containsExactly("garbage 5", "complete a", "garbage 2", "complete b");
    }

    @Test
    void keepsABrokenFrameAndGoesOnWithTheNext() {
        feed("VabVcdFR").feed("Vab").feed("VeFR").feed("VabF").feed("VfFR");

        assertThat(frames)
                .containsExactly("broken ab", "complete cd", "broken ab", "complete e", "broken abF", "complete f");
    }

    @Test
    void anEndBlockNeedsBothBytes() {
        feed("VaFbFRVcF").feed("dFR");

        assertThat(frames).containsExactly("complete aFb", "complete cFd");
    }

    @Test
    void skipsTheRestOfAFrameThatIsTooLarge() {
        feed("V0123456789FR");
        assertThat(frames).containsExactly("complete 0123456789");
        frames.clear();

        feed("V0123456789").feed("ab");
        assertThat(frames).containsExactly("large 0123456789");
        assertThat(decoder.insideFrame()).isTrue();
        assertThat(decoder.held()).isZero();
        frames.clear();

        feed("cdFRVeFRV0123456789abVfFR");
        assertThat(frames).containsExactly("complete e", "large 0123456789", "complete f");
    }

    @Test
    void tellsWhetherAFrameHasBegun() {
        assertThat(feed("xx").decoder.insideFrame()).isFalse();
        assertThat(feed("Vabc").decoder.insideFrame()).isTrue();
        assertThat(decoder.held()).isEqualTo(3);
    }

    @Test
    void readsDirectBuffers() {
        ByteBuffer direct = ByteBuffer.allocateDirect(16)
                .put(MllpFraming.encode(new byte[] {1, 2}))
                .flip();

        decoder.feed(direct, frame -> frames.add(show(frame)));

        assertThat(frames).containsExactly("complete \u0001\u0002");
        assertThat(direct.hasRemaining()).isFalse();
    }

    @Property
    void whatIsEncodedIsDecodedInAnyPieces(
            @ForAll("messages") @Size(max = 8) List<byte[]> messages, @ForAll @IntRange(min = 1, max = 40) int piece) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        messages.forEach(message -> stream.writeBytes(MllpFraming.encode(message)));
        byte[] bytes = stream.toByteArray();
        MllpDecoder any = new MllpDecoder(100);
        List<MllpFrame> found = new ArrayList<>();

        for (int from = 0; from < bytes.length; from += piece) {
            any.feed(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)), found::add);
        }

        assertThat(found).hasSameSizeAs(messages);
        for (int i = 0; i < messages.size(); i++) {
            assertThat(((Complete) found.get(i)).bytes()).isEqualTo(messages.get(i));
        }
    }

    @Property
    void anyBytesGiveTheSameFramesHoweverTheyArrive(
            @ForAll("streams") byte[] bytes, @ForAll @IntRange(min = 1, max = 7) int piece) {
        List<String> whole = new ArrayList<>();
        new MllpDecoder(12).feed(ByteBuffer.wrap(bytes), frame -> whole.add(show(frame)));
        List<String> pieces = new ArrayList<>();
        MllpDecoder slow = new MllpDecoder(12);
        for (int from = 0; from < bytes.length; from += piece) {
            slow.feed(
                    ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)),
                    frame -> pieces.add(show(frame)));
        }

        assertThat(joined(pieces)).isEqualTo(joined(whole));
    }

    /** Garbage that arrives in pieces is counted in pieces. */
    private static List<String> joined(List<String> frames) {
        List<String> joined = new ArrayList<>();
        int garbage = 0;
        for (String frame : frames) {
            if (frame.startsWith("garbage ")) {
                garbage += Integer.parseInt(frame.substring(8));
            } else {
                joined.add(garbage + " " + frame);
                garbage = 0;
            }
        }
        joined.add(garbage + " end");
        return joined;
    }

    @Provide
    Arbitrary<List<byte[]>> messages() {
        return Arbitraries.bytes()
                .filter(b -> b != MllpFraming.START && b != MllpFraming.END)
                .array(byte[].class)
                .ofMaxSize(60)
                .list();
    }

    @Provide
    Arbitrary<byte[]> streams() {
        return Arbitraries.of((byte) 0x0B, (byte) 0x1C, (byte) 0x0D, (byte) 'a', (byte) 'b')
                .array(byte[].class)
                .ofMaxSize(60);
    }
}
