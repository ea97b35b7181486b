package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuntTest {

    private static final String WORD = "zqexample";

    @Test
    void findsAWordInAnyCase() {
        assertThat(new Hunt(WORD).text("here", "a name: ZqExampleName").found()).containsExactly("here");
        assertThat(new Hunt(WORD).text("here", "a name: Example").found()).isEmpty();
    }

    @Test
    void findsAWordInHexadecimalAndInBase64WhereverItBegins() {
        for (String before : new String[] {"", "x", "xy"}) {
            byte[] bytes = (before + WORD + "name").getBytes(StandardCharsets.US_ASCII);

            assertThat(new Hunt(WORD)
                            .text("hex", HexFormat.of().formatHex(bytes))
                            .found())
                    .hasSize(1);
            assertThat(new Hunt(WORD)
                            .text("base64", Base64.getEncoder().encodeToString(bytes))
                            .found())
                    .hasSize(1);
        }
    }

    @Test
    void findsAWordAcrossTheChunksInWhichAFileIsRead(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[3 << 20];
        Arrays.fill(bytes, (byte) '.');
        byte[] word = WORD.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(word, 0, bytes, (1 << 20) - 4, word.length);
        Files.write(folder.resolve("data"), bytes);

        assertThat(new Hunt(WORD).files("folder", folder, ".jsonl").found()).containsExactly("folder data");
    }
}
