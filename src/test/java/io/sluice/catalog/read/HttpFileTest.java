package io.sluice.catalog.read;

import static io.sluice.catalog.read.TestSource.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.HttpListener;
import io.sluice.catalog.HttpListener.Proof;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.SecretRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** HTTP listeners, their callers, and the resources of integrations. */
class HttpFileTest {

    private static final String SCHEDULING = """
            description: Scheduling application
            owner: {team: Ambulatory, contact: ambulatory@example.org}
            identity: {keys: ["env:SCHEDULING_KEY"], addresses: [127.0.0.1]}
            inbound: {rate: 20, concurrency: 4}
            listeners:
              scheduling: {transport: http, port: 8181}
            """;

    private static final String INTEGRATION = """
            version: 1.0.0
            description: Appointments
            owner: {team: Ambulatory, contact: ambulatory@example.org}
            criticality: 1
            sensitivity: phi
            latency: real-time
            source: scheduling
            http: {path: "/appointments/{appointment}", method: PUT}
            """;

    private static final String ROUTE = """
            - route:
                id: appointments
                from:
                  uri: receive:http:scheduling
                  steps:
                    - log: "one"
            """;

    private static TestSource source() {
        return TestSource.good()
                .with("systems/scheduling.yaml", SCHEDULING)
                .with("routes/appointments/integration.yaml", INTEGRATION)
                .with("routes/appointments/appointments.camel.yaml", ROUTE);
    }

    @Test
    void readsAListenerWithItsDefaults() {
        Catalog catalog = source().read();

        assertThat(shown(catalog)).isEmpty();
        assertThat(catalog.listener("scheduling"))
                .contains(new HttpListener(
                        "scheduling",
                        "scheduling",
                        "127.0.0.1",
                        8181,
                        Optional.empty(),
                        1 << 20,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        1000,
                        List.of(),
                        List.of(Proof.TOKEN),
                        List.of("scheduling")));
        assertThat(catalog.systems().get("scheduling").inbound()).isEqualTo(new Inflow(20, 20, 4));
        assertThat(catalog.systems().get("scheduling").identity().keys())
                .containsExactly(new SecretRef("env", "SCHEDULING_KEY"));
        assertThat(catalog.systems().get("ehr").inbound()).isEqualTo(Inflow.UNLIMITED);
    }

    @Test
    void whatComesByHttpIsJsonUnlessToldOtherwise() {
        var appointments = source().read().integration("appointments").orElseThrow();

        assertThat(appointments.format()).isEqualTo("json");
        assertThat(appointments.operations())
                .containsExactly(new HttpOperation(
                        "PUT /appointments/{appointment}", "PUT", "/appointments/{appointment}", List.of()));
    }

    @Test
    void readsTheResourcesOfAnOpenApiFile() {
        Catalog catalog = source().change(
                        "routes/appointments/integration.yaml",
                        "http: {path: \"/appointments/{appointment}\", method: PUT}\n",
                        "")
                .with("routes/appointments/appointments.openapi.yaml", """
                        openapi: "3.1.0"
                        info: {title: Appointments, version: "1"}
                        paths:
                          /appointments:
                            post:
                              operationId: bookAppointment
                              requestBody: {content: {application/json: {}, Application/Fhir+Json: {}}}
                              responses: {"202": {description: stored}}
                          /appointments/{id}:
                            put: {responses: {"202": {description: stored}}}
                        """)
                .read();

        assertThat(shown(catalog)).isEmpty();
        assertThat(catalog.integration("appointments").orElseThrow().operations())
                .containsExactly(
                        new HttpOperation(
                                "bookAppointment",
                                "POST",
                                "/appointments",
                                List.of("application/json", "application/fhir+json")),
                        new HttpOperation("PUT /appointments/{id}", "PUT", "/appointments/{id}", List.of()));
    }

    @Test
    void anOpenApiFileThatDeclaresNothingRefusesItsIntegration() {
        Catalog catalog = source().with(
                        "routes/appointments/appointments.openapi.yaml",
                        "openapi: 3\npaths:\n  appointments: {trace: {}}\n")
                .read();

        assertThat(catalog.integrations()).doesNotContainKey("appointments");
        assertThat(shown(catalog))
                .contains("appointments.openapi.yaml:1", "catalog.openapi-invalid")
                .contains("appointments.openapi.yaml:3", "a path is")
                .contains("appointments.openapi.yaml:3", "'trace'");
    }

    @Test
    void whatGovernsAnApiIsReadAndCheckedAsAWhole() {
        Catalog catalog = source().change(
                        "routes/appointments/integration.yaml",
                        "http: {path: \"/appointments/{appointment}\", method: PUT}\n",
                        "")
                .with("routes/appointments/appointments.openapi.yaml", """
                        openapi: "3.1.0"
                        x-sluice: {quota: {requests: 30, per: 1m}, sunset: "2030-01-31"}
                        paths:
                          /appointments/{id}:
                            get:
                              operationId: getAppointment
                              parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                              x-sluice: {fallback: 15m, deprecation: "2029-01-31", keys: {appointment: id}}
                        """)
                .read();

        assertThat(shown(catalog)).isEmpty();
        var operation =
                catalog.integration("appointments").orElseThrow().operations().getFirst();
        assertThat(operation.rules().quota()).contains(new Inflow(0.5, 30, 0));
        assertThat(operation.rules().fallback()).contains(java.time.Duration.ofMinutes(15));
        assertThat(operation.rules().sunset()).contains(java.time.LocalDate.of(2030, 1, 31));
        assertThat(operation.rules().keys()).containsEntry("appointment", "id");
        assertThat(operation.takes()).isPresent();
    }

    @Test
    void whatGovernsAnApiNamesItsMistakesWithTheirLines() {
        Catalog catalog = source().change(
                        "routes/appointments/integration.yaml",
                        "http: {path: \"/appointments/{appointment}\", method: PUT}\n",
                        "")
                .with("routes/appointments/appointments.openapi.yaml", """
                        openapi: "3.1.0"
                        x-sluice: {quota: {requests: 0, per: 1m}, colour: red}
                        paths:
                          /appointments:
                            post:
                              requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/None"}}}}
                              x-sluice: {fallback: soon, sunset: "tomorrow", gives: appointment}
                        """)
                .read();

        assertThat(shown(catalog))
                .contains("appointments.openapi.yaml:2", "'quota' is such as")
                .contains("'colour' is not one of")
                .contains("a schema is not JSON Schema")
                .contains("'fallback' is a time")
                .contains("'sunset' is a date")
                .contains("'gives' is such as");
    }

    @Test
    void anIntegrationThatReceivesByHttpNeedsAResource() {
        Catalog catalog = source().change(
                        "routes/appointments/integration.yaml",
                        "http: {path: \"/appointments/{appointment}\", method: PUT}\n",
                        "")
                .read();

        assertThat(shown(catalog)).contains("catalog.operation-missing");
    }

    @Test
    void theListenersOwnPathsAreNotForIntegrations() {
        Catalog catalog = source().change(
                        "routes/appointments/integration.yaml", "/appointments/{appointment}", "/messages/{controlId}")
                .read();

        assertThat(shown(catalog))
                .contains("catalog.operation-unusable", "is the listener's own")
                .contains("catalog.operation-unusable", "{controlId}");
    }

    @Test
    void twoIntegrationsDoNotShareAResource() {
        Catalog catalog = source().with(
                        "routes/bookings/integration.yaml", INTEGRATION.replace("{appointment}", "today"))
                .with("routes/bookings/bookings.camel.yaml", ROUTE.replace("id: appointments", "id: bookings"))
                .read();

        assertThat(catalog.integrations()).containsKey("appointments").doesNotContainKey("bookings");
        assertThat(shown(catalog)).contains("catalog.operation-twice", "also in appointments");
    }

    @Test
    void differentResourcesOfOneListenerDoNotOverlap() {
        Catalog catalog = source().with(
                        "routes/bookings/integration.yaml", INTEGRATION.replace("/appointments/", "/bookings/"))
                .with("routes/bookings/bookings.camel.yaml", ROUTE.replace("id: appointments", "id: bookings"))
                .read();

        assertThat(shown(catalog)).isEmpty();
    }

    @Test
    void anAddressAloneProvesNothingWhenAnyAddressWouldDo() {
        Catalog catalog = source().change("systems/scheduling.yaml", ", addresses: [127.0.0.1]", "")
                .change("systems/scheduling.yaml", "port: 8181", "port: 8181, authenticate: [address]")
                .read();

        assertThat(shown(catalog)).contains("any address would do");
        assertThat(catalog.systems()).doesNotContainKey("scheduling");
    }

    @Test
    void aCertificateProvesNothingWhereNoneIsAskedFor() {
        Catalog catalog = source().change(
                        "systems/scheduling.yaml", "port: 8181", "port: 8181, authenticate: [certificate]")
                .read();

        assertThat(shown(catalog)).contains("no certificate is asked for");
    }

    @Test
    void headersThatSteerComponentsOrCarrySecretsAreNotLetIn() {
        for (String header : List.of("CamelHttpUri", "cAmELfile", "kafka.KEY", "Authorization", "cookie")) {
            Catalog catalog = source().change(
                            "systems/scheduling.yaml", "port: 8181", "port: 8181, headers: [" + header + "]")
                    .read();

            assertThat(shown(catalog)).as(header).contains("a header of letters");
        }
    }

    @Test
    void callersAreSystemsThatAreThere() {
        Catalog known = source().change("systems/scheduling.yaml", "port: 8181", "port: 8181, callers: [erp]")
                .read();
        Catalog unknown = source().change("systems/scheduling.yaml", "port: 8181", "port: 8181, callers: [epr]")
                .read();

        assertThat(((HttpListener) known.listener("scheduling").orElseThrow()).callers())
                .containsExactly("scheduling", "erp");
        assertThat(shown(unknown)).contains("catalog.system-unknown", "did you mean");
    }
}
