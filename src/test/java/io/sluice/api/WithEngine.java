package io.sluice.api;

import static io.restassured.RestAssured.given;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;

/** What a test with the engine that ships finds in {@link EngineWorld}; the engine is ready before each test. */
public abstract class WithEngine {

    @Inject
    protected DataSource database;

    @ConfigProperty(name = "test.mllp.port")
    protected int mllpPort;

    @ConfigProperty(name = "test.erp.port")
    protected int erpPort;

    /** Keys and tokens. */
    @ConfigProperty(name = "sluice.data")
    protected Path data;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    protected String bootstrap;

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
