package io.sluice.receive.http;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.HttpListener;
import io.sluice.catalog.HttpListener.Proof;
import io.sluice.catalog.SecretRef;
import io.sluice.receive.Addresses;
import io.sluice.receive.Secrets;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The systems that may call a listener. Whoever shows a proof of one of them is that system, if it also comes from one
 * of its addresses, where it has any.
 */
final class Callers {

    private static final String BEARER = "Bearer ";

    /** @param key {@code X-Api-Key}; null when there is none, as {@code authorization} */
    record Shown(String authorization, String key, Optional<String> certificate, SocketAddress address) {}

    /** Who calls. */
    sealed interface Who {}

    record Known(String system) implements Who {}

    /** It has proven who it is, and comes from somewhere else. */
    record Elsewhere(String system) implements Who {}

    record Stranger() implements Who {}

    private record Caller(String system, Addresses addresses, List<SecretRef> keys, List<String> certificates) {}

    private final List<Proof> proofs;
    private final List<Caller> callers;
    private final TokenCheck tokens;

    Callers(HttpListener listener, Catalog catalog, TokenCheck tokens) {
        this.proofs = listener.authenticate();
        this.tokens = tokens;
        this.callers = listener.callers().stream()
                .map(catalog.systems()::get)
                .filter(Objects::nonNull)
                .map(Callers::caller)
                .toList();
    }

    private static Caller caller(ConnectedSystem system) {
        return new Caller(
                system.name(),
                Addresses.of(system.identity().addresses()),
                system.identity().keys(),
                system.identity().certificates());
    }

    /** Whether anybody may call from there at all. */
    boolean anyFrom(SocketAddress address) {
        return callers.stream().anyMatch(caller -> caller.addresses().contain(address));
    }

    Who who(Shown shown) {
        Optional<String> byToken = proofs.contains(Proof.TOKEN) ? token(shown) : Optional.empty();
        Optional<Caller> proven = callers.stream()
                .filter(caller -> byToken.filter(caller.system()::equals).isPresent()
                        || proofs.contains(Proof.KEY) && key(caller, shown)
                        || proofs.contains(Proof.CERTIFICATE)
                                && shown.certificate()
                                        .filter(caller.certificates()::contains)
                                        .isPresent()
                        || proofs.contains(Proof.ADDRESS)
                                && !caller.addresses().blocks().isEmpty()
                                && caller.addresses().contain(shown.address()))
                .findFirst();
        return proven.<Who>map(caller -> caller.addresses().contain(shown.address())
                        ? new Known(caller.system())
                        : new Elsewhere(caller.system()))
                .orElseGet(Stranger::new);
    }

    private Optional<String> token(Shown shown) {
        String authorization = shown.authorization();
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? tokens.system(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Compared in the same time wherever they differ. */
    private static boolean key(Caller caller, Shown shown) {
        if (shown.key() == null || shown.key().isEmpty()) {
            return false;
        }
        byte[] given = shown.key().getBytes(StandardCharsets.UTF_8);
        boolean equal = false;
        for (SecretRef reference : caller.keys()) {
            Optional<String> key = Secrets.read(reference);
            equal |= key.isPresent() && MessageDigest.isEqual(key.get().getBytes(StandardCharsets.UTF_8), given);
        }
        return equal;
    }
}
