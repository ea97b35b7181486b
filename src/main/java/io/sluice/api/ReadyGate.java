package io.sluice.api;

import io.sluice.engine.Engine;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nothing through to the record before its tables are there: 503 until the engine has started. */
class ReadyGate {

    private final Engine engine;

    ReadyGate(Engine engine) {
        this.engine = engine;
    }

    /** Null: go on. */
    @ServerRequestFilter(preMatching = true)
    Response gate(ContainerRequestContext request) {
        return engine.ready() ? null : Problem.of(ApiProblem.NOT_READY, 503, "").response();
    }
}
