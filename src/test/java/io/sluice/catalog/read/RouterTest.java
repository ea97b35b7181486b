package io.sluice.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Router;
import io.sluice.catalog.Routing;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final String FILE = "routes/admissions/integration.yaml";

    @Test
    void findsTheIntegrationByTypeAndVersion() {
        var router = new Router(TestSource.good().read());

        assertThat(router.accept("ehr", "ADT^A40^ADT_A39", "2.5.1")).satisfies(takenBy("admissions"));
        assertThat(router.accept("ehr", "ADT^A01", "")).satisfies(takenBy("admissions"));
    }

    @Test
    void saysWhetherTheTypeOrTheVersionIsNotAccepted() {
        var router = new Router(TestSource.good()
                .change(FILE, "{types: [ADT^A*]}", "{types: [ADT^A*, ORU^R01], versions: [\"2.5*\"]}")
                .change(FILE, "{type: ACK^A01}", "{onUnaccepted: AE}")
                .read());

        assertThat(router.accept("ehr", "ADT^A01", "2.5.1")).satisfies(takenBy("admissions"));
        assertThat(router.accept("ehr", "ORU^R01", "2.5")).satisfies(takenBy("admissions"));
        assertThat(router.accept("ehr", "ADT^A01", "2.3")).isEqualTo(new Routing.UnacceptedVersion("AE"));
        assertThat(router.accept("ehr", "ORU^R01", "2.3")).isEqualTo(new Routing.UnacceptedVersion("AE"));
        assertThat(router.accept("ehr", "MDM^T02", "2.5")).isEqualTo(new Routing.UnacceptedType("AE"));
    }

    @Test
    void anIntegrationWithoutTypesTakesEveryType() {
        var router = new Router(TestSource.good()
                .change(FILE, "accepts: {types: [ADT^A*]}\n", "")
                .read());

        assertThat(router.accept("ehr", "ZZZ^Z01", "2.1")).satisfies(takenBy("admissions"));
    }

    @Test
    void aListenerWithoutIntegrationsAcceptsNothing() {
        var router = new Router(TestSource.good().without(FILE).read());

        assertThat(router.accept("ehr", "ADT^A01", "2.5")).isEqualTo(new Routing.UnacceptedType("AR"));
        assertThat(router.accept("nowhere", "ADT^A01", "2.5")).isEqualTo(new Routing.UnacceptedType("AR"));
    }

    private static Consumer<Routing> takenBy(String name) {
        return routing -> assertThat(routing)
                .isInstanceOfSatisfying(
                        Routing.Accepted.class,
                        a -> assertThat(a.integration().name()).isEqualTo(name));
    }
}
