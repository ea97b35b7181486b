package io.sluice.identity;

import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The key pair that signs and checks tokens: EC P-256, in PEM files, made when there is none. */
final class SigningKeys {

    private static final String PRIVATE = "token-signing.pem";
    private static final String PUBLIC = "token-verification.pem";

    private SigningKeys() {}

    /** @throws ProblemException {@code identity.keys-unreadable} */
    static KeyPair open(Path folder) {
        try {
            Path secret = folder.resolve(PRIVATE);
            Path open = folder.resolve(PUBLIC);
            if (!Files.exists(secret)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair made = generator.generateKeyPair();
                // The private one last: where it is, both are.
                PrivateFile.write(open, pem("PUBLIC KEY", made.getPublic().getEncoded()));
                PrivateFile.write(secret, pem("PRIVATE KEY", made.getPrivate().getEncoded()));
            }
            KeyFactory keys = KeyFactory.getInstance("EC");
            PublicKey publicKey = keys.generatePublic(new X509EncodedKeySpec(decoded(open)));
            PrivateKey privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(decoded(secret)));
            return new KeyPair(publicKey, privateKey);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ProblemException(IdentityProblem.KEYS_UNREADABLE, folder.toString(), e);
        }
    }

    private static String pem(String label, byte[] key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] decoded(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
    }
}
