package io.sluice.api;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.schema.Schemas;
import io.sluice.identity.Role;
import io.sluice.ledger.Controls;
import io.sluice.message.ProblemException;
import io.sluice.receive.Intake;
import io.sluice.receive.Throttle;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is configured: integrations, systems, contracts, and the schemas of their files. */
@Path("/api")
@ApplicationScoped
@RolesAllowed(Role.VIEW)
@Tag(name = "catalogue")
public class CatalogResource {

    private final CatalogHolder catalogs;
    private final Controls controls;
    private final Intake intake;

    CatalogResource(CatalogHolder catalogs, Controls controls, Intake intake) {
        this.intake = intake;
        this.catalogs = catalogs;
        this.controls = controls;
    }

    /** All of them, by name. */
    public record Integrations(List<IntegrationView> integrations) {}

    /** All of them, by name. */
    public record Systems(List<SystemView> systems) {}

    /** All of them, by entity and version. */
    public record Contracts(List<ContractView> contracts) {}

    /** Names of the schemas, in the order in which an author meets them. */
    public record SchemaNames(List<String> schemas) {}

    @GET
    @Path("/integrations")
    @Operation(
            summary = "Integrations: owner, tier, what they take, publish and send; refused ones with their problems")
    public Integrations integrations() {
        Catalog catalog = catalogs.current();
        Set<String> paused =
                controls.pauses().stream().map(Controls.Pause::target).collect(Collectors.toSet());
        Stream<IntegrationView> live = catalog.integrations().values().stream()
                .filter(one -> !catalog.refused().containsKey(one.name()))
                .map(one -> IntegrationView.live(one, paused.contains("integration:" + one.name())));
        Stream<IntegrationView> refused = catalog.refused().entrySet().stream()
                .map(one -> IntegrationView.refused(one.getKey(), catalog.integration(one.getKey()), one.getValue()));
        Stream<IntegrationView> notDeployed =
                catalog.notDeployed().values().stream().map(IntegrationView::notDeployed);
        return new Integrations(Stream.of(live, refused, notDeployed)
                .flatMap(views -> views)
                .sorted(Comparator.comparing(IntegrationView::name))
                .toList());
    }

    @GET
    @Path("/systems")
    @Operation(summary = "Connected systems with their listeners and endpoints")
    public Systems systems() {
        Map<String, Throttle.Status> limited = intake.throttle().status().stream()
                .collect(Collectors.toMap(Throttle.Status::system, status -> status));
        return new Systems(catalogs.current().systems().values().stream()
                .map(system -> SystemView.of(system, limited))
                .sorted(Comparator.comparing(SystemView::name))
                .toList());
    }

    @GET
    @Path("/contracts")
    @Operation(summary = "Data contracts of all versions, without fields")
    public Contracts contracts() {
        return new Contracts(catalogs.current().contracts().values().stream()
                .flatMap(versions -> versions.values().stream())
                .map(ContractView::brief)
                .sorted(Comparator.comparing(ContractView::entity).thenComparing(ContractView::version))
                .toList());
    }

    @GET
    @Path("/contracts/{entity}/{version}")
    @Operation(
            summary = "A contract with its fields",
            description = "Versions: newest, 1, 1.2 or 1.2.0; the newest one that fits")
    public ContractView contract(@PathParam("entity") String entity, @PathParam("version") String version) {
        Catalog catalog = catalogs.current();
        return (version.equals("newest") ? catalog.newestContract(entity) : catalog.contract(entity, version))
                .map(ContractView::whole)
                .orElseThrow(() -> new ProblemException(ApiProblem.NOT_FOUND, "contract"));
    }

    @GET
    @Path("/schemas")
    @Operation(summary = "Names of the JSON Schemas of the files that authors write")
    public SchemaNames schemas() {
        return new SchemaNames(Schemas.NAMES);
    }

    @GET
    @Path("/schemas/{name}")
    @Produces("application/schema+json")
    @Operation(summary = "A JSON Schema, for editors")
    public String schema(@PathParam("name") String name) {
        String schema = Schemas.all().get(name);
        if (schema == null) {
            throw new ProblemException(ApiProblem.NOT_FOUND, "schema");
        }
        return schema;
    }
}
