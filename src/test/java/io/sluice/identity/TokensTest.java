package io.sluice.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.message.ProblemException;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    // The parser looks at the system's clock, so the story begins now.
    private Instant now = Instant.now();
    private final InstantSource clock = () -> now;

    @TempDir
    Path data;

    @Test
    void firstStartLaysATokenForEachRoleThatOnlyTheOwnerMayRead() throws Exception {
        assertThat(new Tokens(data, clock).renew()).containsExactly(Role.values());

        for (Role role : Role.values()) {
            Path file = data.resolve("tokens").resolve(role.claim() + ".jwt");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            JsonWebToken token =
                    parse(new Tokens(data, clock), Files.readString(file).strip());
            assertThat(token.getGroups()).containsExactly(role.claim());
            assertThat(token.getName()).isEqualTo("local-" + role.claim());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/token-signing.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aTokenOfASystemProvesWhichSystemItIsAndHasNoRole() throws Exception {
        Tokens tokens = new Tokens(data, clock);
        tokens.renewFor("saas-scheduling");

        String token = Files.readString(data.resolve("tokens/system-saas-scheduling.jwt"))
                .strip();
        assertThat(tokens.system(token)).contains("saas-scheduling");
        assertThat(parse(tokens, token).getGroups()).isEmpty();
        assertThat(tokens.system(tokens.issue("system-saas-scheduling", Role.values()[0])))
                .isEmpty();
        assertThat(tokens.system(token.substring(0, token.length() - 4) + "AAAA"))
                .isEmpty();
        assertThat(tokens.system("nonsense")).isEmpty();
    }

    @Test
    void tokensStayUntilTheyAreAboutToExpire() {
        new Tokens(data, clock).renew();

        now = now.plus(Duration.ofDays(19));
        assertThat(new Tokens(data, clock).renew()).isEmpty();
        now = now.plus(Duration.ofDays(2));
        assertThat(new Tokens(data, clock).renew()).containsExactly(Role.values());
    }

    @Test
    void tokensOfOtherKeysAreRefusedAndReplaced(@TempDir Path other) throws Exception {
        Tokens ours = new Tokens(data, clock);
        String foreign = new Tokens(other, clock).issue("mallory", Role.OPERATOR);
        Files.createDirectories(data.resolve("tokens"));
        Files.writeString(data.resolve("tokens/viewer.jwt"), foreign);

        assertThatThrownBy(() -> parse(ours, foreign)).isInstanceOf(ParseException.class);
        assertThat(ours.renew()).contains(Role.VIEWER);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
        String token = new Tokens(data, clock).issue("someone", Role.OPERATOR);
        String unsigned = header + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);

        assertThatThrownBy(() -> parse(new Tokens(data, clock), unsigned)).isInstanceOf(ParseException.class);
    }

    @Test
    void aBrokenKeyFileStopsTheStartAndNamesTheFolder() throws Exception {
        new Tokens(data, clock);
        Files.writeString(data.resolve("keys/token-verification.pem"), "nothing");

        assertThatThrownBy(() -> new Tokens(data, clock))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("identity.keys-unreadable")
                .hasMessageContaining("keys");
    }

    @Test
    void eachRoleIncludesTheLowerOnes() {
        assertThat(Role.OPERATOR.included()).containsExactlyInAnyOrder("viewer", "analyst", "operator");
        assertThat(Role.VIEWER.included()).containsExactly("viewer");
        assertThat(Role.highest(Set.of("analyst", "somebody"))).contains(Role.ANALYST);
        assertThat(Role.highest(Set.of("somebody"))).isEmpty();
    }

    @Test
    void aPathWithASemicolonIsAmbiguousHoweverItIsWritten() {
        assertThat(PathGuard.ambiguous("/api/messages;x=1")).isTrue();
        assertThat(PathGuard.ambiguous("/api/messages%3Bx=1")).isTrue();
        assertThat(PathGuard.ambiguous("/api/messages%3bx")).isTrue();
        assertThat(PathGuard.ambiguous("/api/messages%253bx")).isTrue();
        assertThat(PathGuard.ambiguous("/api/messages?type=ADT%5EA01;x")).isFalse();
    }

    private static JsonWebToken parse(Tokens tokens, String token) throws ParseException {
        return new DefaultJWTParser(tokens.verification()).parse(token);
    }
}
