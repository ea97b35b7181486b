package io.sluice.catalog.read;

import static io.sluice.catalog.read.TestSource.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.HttpEndpoint;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentFileTest {

    private static final String PRODUCTION = """
            description: The hospital
            systems:
              ehr:
                identity: {addresses: [10.1.2.3]}
                listeners:
                  ehr: {host: 0.0.0.0, port: 6661, tls: {keyStore: /etc/sluice/key.pem}}
              erp:
                limits: {rate: 20}
                endpoints:
                  customers: {url: "${ERP_URL}", auth: {kind: bearer, secret: file:/run/secrets/erp}}
            """;

    @Test
    void laysAddressesPortsSecretsAndRatesOverTheSystems() {
        var catalog = TestSource.good()
                .with("environments/production.yaml", PRODUCTION)
                .read(Map.of("SLUICE_ENV", "production", "ERP_URL", "https://erp.hospital.example.org/customers"));

        assertThat(shown(catalog)).isEmpty();
        assertThat(catalog.environment()).isEqualTo("production");
        var erp = catalog.systems().get("erp");
        assertThat(erp.limits().rate()).isEqualTo(20);
        assertThat(erp.limits().concurrency()).isEqualTo(8);
        var customers = (HttpEndpoint) erp.endpoints().get("customers");
        assertThat(customers.url()).isEqualTo(URI.create("https://erp.hospital.example.org/customers"));
        assertThat(customers.method()).isEqualTo("PUT");
        assertThat(customers.auth().orElseThrow().secret()).hasToString("file:/run/secrets/erp");
        assertThat(catalog.systems().get("ehr").identity().addresses()).containsExactly("10.1.2.3");
        assertThat(catalog.listener("ehr").orElseThrow()).hasFieldOrPropertyWithValue("host", "0.0.0.0");
    }

    @Test
    void doesWithoutAnIntegrationThatIsNotDeployedHereAndChecksItAllTheSame() {
        var catalog = TestSource.good()
                .with("environments/production.yaml", "integrations:\n  adt-to-lab: {deployed: \"${ADT:false}\"}\n")
                .read(Map.of("SLUICE_ENV", "production"));

        assertThat(shown(catalog)).isEmpty();
        assertThat(catalog.integrations()).doesNotContainKey("adt-to-lab");
        assertThat(catalog.notDeployed()).containsOnlyKeys("adt-to-lab");
        assertThat(catalog.withAllDeployed().integrations()).containsKey("adt-to-lab");
    }

    @Test
    void aMistakenNameOfAnIntegrationIsAProblem() {
        var catalog = TestSource.good()
                .with("environments/production.yaml", "integrations:\n  adt-to-lub: {deployed: false}\n")
                .read(Map.of("SLUICE_ENV", "production"));

        assertThat(shown(catalog))
                .isEqualTo(
                        "environments/production.yaml:2 catalog.integration-unknown 'adt-to-lub'; did you mean 'adt-to-lab'?");
    }

    @Test
    void withoutAFileLocalIsWhatTheSystemsSay() {
        var catalog = TestSource.good().without("environments/local.yaml").read();

        assertThat(shown(catalog)).isEmpty();
        assertThat(((HttpEndpoint) catalog.endpoint("erp/customers").orElseThrow())
                        .url()
                        .getHost())
                .isEqualTo("erp.example.org");
    }

    @Test
    void anEnvironmentWithoutFileStartsNothing() {
        var catalog = TestSource.good().read(Map.of("SLUICE_ENV", "lokal"));

        assertThat(shown(catalog))
                .contains("environments/lokal.yaml catalog.environment-unknown 'lokal'; did you mean 'local'?");
        assertThat(catalog.systems()).isEmpty();
        assertThat(catalog.integrations()).isEmpty();
    }

    @Test
    void anEnvironmentThatIsNotYamlStartsNothingRatherThanUsingOtherAddresses() {
        var catalog =
                TestSource.good().with("environments/local.yaml", "systems: [").read();

        assertThat(shown(catalog)).contains("environments/local.yaml:1 catalog.yaml");
        assertThat(catalog.systems()).isEmpty();
    }

    @Test
    void reportsAllProblemsAtOnceAndRefusesTheSystemsConcerned() {
        var file = "environments/local.yaml";
        var catalog = TestSource.good().with(file, """
                        systems:
                          erp:
                            purposes: [HRESCH]
                            limits: {concurrency: 100}
                            endpoints:
                              customers: {method: POST, url: somewhere}
                              suppliers: {url: "http://127.0.0.1:8090/suppliers"}
                          warehouse: {}
                        """).read();

        assertThat(shown(catalog).lines().filter(l -> l.startsWith(file)))
                .containsExactly(
                        file
                                + ":3 catalog.key-unknown 'purposes' in 'systems.erp'; known: identity, limits, inbound, listeners, endpoints",
                        file + ":4 catalog.key-unknown 'concurrency' in 'systems.erp.limits'; known: rate",
                        file
                                + ":6 catalog.key-unknown 'method' in 'systems.erp.endpoints.customers'; known: url, statusUrl,"
                                + " host, port, sftp, folder, bootstrap, broker, login, tls, auth, limits",
                        file
                                + ":6 catalog.value-invalid 'endpoints.customers.url' must be a URL that begins with http:// or"
                                + " https://",
                        file
                                + ":6 catalog.value-invalid 'systems.erp.endpoints.customers.url' must be a URL that begins with"
                                + " http:// or https://",
                        file + ":7 catalog.key-missing 'transport' in 'endpoints.suppliers'",
                        file + ":8 catalog.system-unknown 'warehouse'");
        assertThat(catalog.systems()).containsOnlyKeys("ehr", "lab");
    }

    @Test
    void environmentsThatAreNotUsedAreCheckedTooButNeedNoVariables() {
        var catalog = TestSource.good()
                .with("environments/production.yaml", PRODUCTION)
                .with("environments/test.yaml", "sytems: {}\n")
                .read();

        assertThat(shown(catalog))
                .startsWith("environments/test.yaml:1 catalog.key-unknown 'sytems'; did you mean 'systems'?");
        assertThat(catalog.problems()).hasSize(1);
        assertThat(catalog.integrations()).hasSize(3);
    }
}
