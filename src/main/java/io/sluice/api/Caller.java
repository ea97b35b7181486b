package io.sluice.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.sluice.identity.Role;
import io.sluice.ledger.Actor;
import jakarta.enterprise.context.RequestScoped;

/** Who makes the request. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    Actor actor() {
        String role = Role.highest(identity.getRoles()).map(Role::claim).orElse("none");
        return new Actor(identity.getPrincipal().getName(), role);
    }
}
