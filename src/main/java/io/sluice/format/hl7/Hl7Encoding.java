package io.sluice.format.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The charset a message is decoded with and how it was found: MSH-18, else what its system declares, else UTF-8 where
 * the bytes are valid UTF-8, else ISO 8859-1, which decodes everything. A UTF-8 or ASCII claim that the bytes
 * contradict is not believed.
 *
 * @param warning empty when nothing had to be assumed
 */
record Hl7Encoding(Charset charset, Optional<String> warning) {

    static Hl7Encoding of(byte[] bytes, String msh18, Optional<Charset> declared) {
        Optional<Charset> named = Hl7Charsets.of(msh18);
        boolean unknown = !msh18.isEmpty() && named.isEmpty();
        if (Hl7Charsets.ascii(bytes)) {
            // Kept as named, because texts written back must be in the charset that the message claims.
            Charset claimed = named.or(() -> declared).orElse(StandardCharsets.UTF_8);
            return new Hl7Encoding(claimed, unknown ? Optional.of("charset-unknown") : Optional.empty());
        }
        Optional<Charset> claim = named.or(() -> declared);
        if (claim.isPresent() && believable(bytes, claim.get())) {
            return new Hl7Encoding(claim.get(), unknown ? Optional.of("charset-unknown") : Optional.empty());
        }
        Charset guess =
                Hl7Charsets.valid(bytes, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String reason = unknown ? "charset-unknown" : claim.isPresent() ? "charset-contradicted" : "charset-assumed";
        return new Hl7Encoding(guess, Optional.of(reason));
    }

    private static boolean believable(byte[] bytes, Charset charset) {
        boolean strict = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
        return !strict || Hl7Charsets.valid(bytes, charset);
    }
}
