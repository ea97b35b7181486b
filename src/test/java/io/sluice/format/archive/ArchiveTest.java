package io.sluice.format.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

    private static final byte[] HELLO = "hello, hello, hello".getBytes(StandardCharsets.UTF_8);
    private static final UnpackLimits SMALL = new UnpackLimits(3, 2 << 20, 3 << 20, 50);

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = Gzip.pack(out)) {
            packed.write(content);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] gunzip(byte[] packed) throws IOException {
        try (InputStream in = Gzip.unpack(new ByteArrayInputStream(packed), SMALL)) {
            return in.readAllBytes();
        }
    }

    private static byte[] zip(byte[] content, String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : content);
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    /** Names with their content. */
    private static List<String> unzip(byte[] packed) throws IOException {
        List<String> found = new ArrayList<>();
        try (Zip zip = new Zip(new ByteArrayInputStream(packed), SMALL)) {
            for (Optional<Zip.Entry> next = zip.next(); next.isPresent(); next = zip.next()) {
                found.add(next.get().name() + "="
                        + new String(next.get().content().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void gzipIsReadWithAllItsMembersAndPadding() throws IOException {
        assertThat(gunzip(joined(gzip(HELLO), gzip(new byte[0]), gzip(HELLO), new byte[9])))
                .isEqualTo(joined(HELLO, HELLO));
    }

    @Test
    void whatFollowsAMemberIsNotPassedOverInSilence() {
        assertThatThrownBy(() -> gunzip(joined(gzip(HELLO), new byte[] {7, 7})))
                .hasMessageStartingWith("format.archive-invalid");
        assertThatThrownBy(() -> gunzip(HELLO)).hasMessageStartingWith("format.archive-invalid");
        assertThatThrownBy(() -> gunzip(new byte[0])).hasMessageStartingWith("format.file-unfinished");
    }

    @Test
    void aZipGivesItsFilesInOrderAndPassesOverFolders() throws IOException {
        assertThat(unzip(zip(HELLO, "a.csv", "sub/", "sub/b.csv")))
                .containsExactly("a.csv=hello, hello, hello", "sub/b.csv=hello, hello, hello");
    }

    @Test
    void whatIsPackedIsUnpackedAndTheSameEveryTime() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = Zip.pack(out, "items.csv")) {
            packed.write(HELLO);
        }

        assertThat(unzip(out.toByteArray())).containsExactly("items.csv=hello, hello, hello");
        assertThat(gzip(HELLO)).isEqualTo(gzip(HELLO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../b", "/etc/a", "C:a", "a\\b", "a//b", "./a", "a\nb", "a/.."})
    void namesThatLeaveTheFolderAreRefused(String name) {
        assertThatThrownBy(() -> unzip(zip(HELLO, name)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("format.archive-path at entry 1:");
    }

    @Test
    void limitsHold() {
        assertThatThrownBy(() -> unzip(zip(HELLO, "a", "b", "c", "d")))
                .hasMessageStartingWith("format.archive-limit at entries");
        assertThatThrownBy(() -> unzip(zip(new byte[(2 << 20) + 1], "a")))
                .hasMessageStartingWith("format.archive-limit at the ");
        byte[] random = new byte[(2 << 20) + 1];
        new java.util.Random(1).nextBytes(random);
        assertThatThrownBy(() -> unzip(zip(random, "a")))
                .hasMessageStartingWith("format.archive-limit at the size of a file");
        assertThatThrownBy(() -> unzip(zip(Arrays.copyOf(random, 2 << 20), "a", "b")))
                .hasMessageStartingWith("format.archive-limit at the size of all files");
        assertThatThrownBy(() -> gunzip(gzip(new byte[2 << 20])))
                .hasMessageStartingWith("format.archive-limit at the ratio");
        assertThatThrownBy(() -> gunzip(gzip(random)))
                .hasMessageStartingWith("format.archive-limit at the size of a file");
    }

    @Test
    void archivesWithinArchivesAreRefused() {
        assertThatThrownBy(() -> unzip(zip(zip(HELLO, "a"), "a.zip")))
                .hasMessageStartingWith("format.archive-nested at entry 1:");
        assertThatThrownBy(() -> unzip(zip(gzip(HELLO), "a"))).hasMessageStartingWith("format.archive-nested");
        assertThatThrownBy(() -> gunzip(gzip(gzip(HELLO))))
                .hasMessageStartingWith("format.archive-nested at the file:");
    }

    @Test
    void aZipWithoutItsEndIsNotTakenForWhole() {
        byte[] whole = zip(HELLO, "a", "b");
        int directory = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");

        assertThatThrownBy(() -> unzip(Arrays.copyOf(whole, directory)))
                .hasMessageStartingWith("format.file-unfinished");
        assertThatThrownBy(() -> unzip(HELLO)).hasMessageStartingWith("format.archive-invalid");
        byte[] fewer = whole.clone();
        fewer[whole.length - 12]++;
        assertThatThrownBy(() -> unzip(fewer))
                .hasMessageStartingWith("format.archive-invalid at the number of entries");
    }

    @Test
    void aFailingConnectionIsNotABrokenArchive() {
        InputStream failing = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given == 10) {
                    throw new IOException("connection lost");
                }
                return gzip(HELLO)[given++] & 0xFF;
            }
        };

        assertThatThrownBy(() -> Gzip.unpack(failing, SMALL).read())
                .isInstanceOf(IOException.class)
                .hasMessage("connection lost");
    }

    @Property(tries = 100)
    void everyCutIsSeen(@ForAll @IntRange(max = 1000) int cut) {
        byte[] gzip = gzip(HELLO);
        byte[] zip = zip(HELLO, "a", "b");

        assertThatThrownBy(() -> gunzip(Arrays.copyOf(gzip, cut % gzip.length))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> unzip(Arrays.copyOf(zip, cut % zip.length))).isInstanceOf(ProblemException.class);
    }

    @Property(tries = 300)
    void changedBytesGiveAProblemOrTheSameContent(@ForAll @IntRange(max = 10_000) int place, @ForAll byte value)
            throws IOException {
        byte[] gzip = gzip(HELLO);
        byte[] zip = zip(HELLO, "a", "b");
        gzip[place % gzip.length] = value;
        zip[place % zip.length] = value;
        try {
            assertThat(gunzip(gzip)).isEqualTo(HELLO);
        } catch (ProblemException seen) {
            assertThat(seen.problem().code()).startsWith("format.");
        }
        try {
            assertThat(unzip(zip)).allMatch(file -> file.endsWith("=hello, hello, hello"));
        } catch (ProblemException seen) {
            assertThat(seen.problem().code()).startsWith("format.");
        }
    }
}
