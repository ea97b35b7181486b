package io.sluice.format.x12;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sample interchanges, and interchanges made of a body. */
final class X12Files {

    static final Path SAMPLES = Path.of("src/test/resources/samples/x12");

    private static final String ISA =
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260115*0830*^*00501*000000007*1*T*:~";

    private X12Files() {}

    static List<String> samples() {
        try (var files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sample(String name) {
        try {
            return Files.readAllBytes(SAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One set in a valid envelope. */
    static byte[] interchange(String functional, String version, String type, String... body) {
        var text = new StringBuilder(ISA + "GS*" + functional + "*SND*RCV*20260115*0830*7*X*" + version + "~");
        text.append("ST*")
                .append(type)
                .append("*0001")
                .append(version.length() > 6 ? "*" + version : "")
                .append('~');
        for (var segment : body) {
            text.append(segment).append("~\n");
        }
        text.append("SE*").append(body.length + 2).append("*0001~GE*1*7~IEA*1*000000007~\n");
        return bytes(text.toString());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
