package io.sluice.identity;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Adds the roles that a role includes, so that a rule names the lowest that may. */
@ApplicationScoped
public class InclusiveRoles implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(Role.highest(identity.getRoles())
                        .<SecurityIdentity>map(role -> QuarkusSecurityIdentity.builder(identity)
                                .addRoles(role.included())
                                .build())
                        .orElse(identity));
    }
}
