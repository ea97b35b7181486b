package io.sluice.identity;

import io.sluice.message.ProblemException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Issues tokens, and keeps one for each role in the data folder for the command line on this machine. */
public final class Tokens {

    static final String ISSUER = "sluice";
    private static final String SYSTEM = "system:";
    private static final Duration VALID = Duration.ofDays(30);
    private static final Duration RENEW_BEFORE = Duration.ofDays(10);

    private final Path folder;
    private final KeyPair keys;
    private final InstantSource clock;

    /** @param data the data folder: keys are in {@code keys/}, tokens in {@code tokens/} */
    public Tokens(Path data, InstantSource clock) {
        this.folder = data.resolve("tokens");
        this.keys = SigningKeys.open(data.resolve("keys"));
        this.clock = clock;
    }

    /** A token for a person or a program, valid for 30 days. */
    public String issue(String name, Role role) {
        Instant now = clock.instant();
        return Jwt.issuer(ISSUER)
                .upn(name)
                .subject(name)
                .groups(role.claim())
                .issuedAt(now)
                .expiresAt(now.plus(VALID))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(keys.getPrivate());
    }

    /** A token for a connected system, valid for 30 days: it proves who calls a listener, and opens nothing else. */
    public String issueTo(String system) {
        Instant now = clock.instant();
        return Jwt.issuer(ISSUER)
                .upn(SYSTEM + system)
                .subject(SYSTEM + system)
                .groups(Set.of())
                .issuedAt(now)
                .expiresAt(now.plus(VALID))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(keys.getPrivate());
    }

    /** The system to which the token was issued; empty when it is not ours, for no system, or not good any more. */
    public Optional<String> system(String token) {
        try {
            String name = new DefaultJWTParser(verification()).parse(token).getName();
            return name.startsWith(SYSTEM) ? Optional.of(name.substring(SYSTEM.length())) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes {@code tokens/system-<system>.jwt} where it is missing, not ours, or about to expire; for callers on this
     * machine.
     *
     * @throws ProblemException {@code identity.tokens-unwritable}
     */
    public void renewFor(String system) {
        Path file = folder.resolve("system-" + system + ".jwt");
        try {
            if (!Files.exists(file)
                    || !goodFor(RENEW_BEFORE, Files.readString(file).strip())) {
                PrivateFile.write(file, issueTo(system) + "\n");
            }
        } catch (IOException e) {
            throw new ProblemException(IdentityProblem.TOKENS_UNWRITABLE, file.toString(), e);
        }
    }

    /**
     * Writes {@code tokens/<role>.jwt} where it is missing, not ours, or about to expire.
     *
     * @return the roles whose token is new
     * @throws ProblemException {@code identity.tokens-unwritable}
     */
    public Set<Role> renew() {
        Set<Role> renewed = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            Path file = folder.resolve(role.claim() + ".jwt");
            try {
                if (!Files.exists(file)
                        || !goodFor(RENEW_BEFORE, Files.readString(file).strip())) {
                    PrivateFile.write(file, issue("local-" + role.claim(), role) + "\n");
                    renewed.add(role);
                }
            } catch (IOException e) {
                throw new ProblemException(IdentityProblem.TOKENS_UNWRITABLE, file.toString(), e);
            }
        }
        return renewed;
    }

    /** What a token is checked against. */
    JWTAuthContextInfo verification() {
        JWTAuthContextInfo info = new JWTAuthContextInfo(keys.getPublic(), ISSUER);
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        info.setRequireNamedPrincipal(true);
        return info;
    }

    private boolean goodFor(Duration rest, String token) {
        try {
            long expires = new DefaultJWTParser(verification()).parse(token).getExpirationTime();
            return Instant.ofEpochSecond(expires).isAfter(clock.instant().plus(rest));
        } catch (ParseException e) {
            return false;
        }
    }
}
