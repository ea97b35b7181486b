package io.sluice.receive.http;

import java.util.Optional;

/** Whose token it is. */
@FunctionalInterface
public interface TokenCheck {

    /**
     * The system to which the engine has issued the token; empty when it is not ours, not for a system, or not good any
     * more.
     */
    Optional<String> system(String token);
}
