package io.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code tables by REST, with the engine that ships. */
@QuarkusTest
@QuarkusTestResource(EngineWorld.class)
class TablesApiTest extends WithEngine {

    private EngineUnderTest engine;

    @BeforeEach
    void enter() {
        engine = new EngineUnderTest(mllpPort, erpPort, data);
    }

    private JsonPath listed(String name) {
        JsonPath all = engine.as("viewer")
                .get("/api/tables")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return all.setRootPath("tables.find { it.name == '" + name + "' && it.integration == 'appointments' }");
    }

    private String own() {
        JsonPath all = engine.as("viewer").get("/api/tables").jsonPath();
        return all.getString("tables.find { it.integration == 'appointments' }.name");
    }

    @Test
    void aTableGoesOutIsChangedAndComesInAtOnce() {
        String name = own();
        String path = "/api/tables/" + name;
        String csv = engine.as("viewer")
                .queryParam("integration", "appointments")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String before = listed(name).getString("version");
        String row =
                "ZZ-NEW" + ",x".repeat(csv.lines().findFirst().orElseThrow().split(",").length - 1) + "\n";
        String next = csv.endsWith("\n") ? csv + row : csv + "\n" + row;

        engine.as("viewer")
                .queryParam("integration", "appointments")
                .body(Map.of("csv", next, "reason", "test"))
                .post(path)
                .then()
                .statusCode(403);
        engine.as("analyst")
                .queryParam("integration", "appointments")
                .body(Map.of("csv", next, "plan", true))
                .post(path)
                .then()
                .statusCode(200)
                .body("done", equalTo(false))
                .body("change.added", equalTo(List.of("ZZ-NEW")));
        assertThat(listed(name).getString("version")).isEqualTo(before);

        engine.as("analyst")
                .queryParam("integration", "appointments")
                .body(Map.of("csv", next))
                .post(path)
                .then()
                .statusCode(422);
        engine.as("analyst")
                .queryParam("integration", "appointments")
                .body(Map.of("csv", "a,b\n1,2\n", "reason", "test"))
                .post(path)
                .then()
                .statusCode(422)
                .body("code", equalTo("table.column-missing"));
        engine.as("analyst")
                .queryParam("integration", "appointments")
                .body(Map.of("csv", next, "reason", "the test's own code"))
                .post(path)
                .then()
                .statusCode(200)
                .body("done", equalTo(true));
        assertThat(listed(name).getString("version")).isNotEqualTo(before);
        engine.as("viewer")
                .queryParam("integration", "appointments")
                .get(path + "/history")
                .then()
                .statusCode(200)
                .body("items.reason", hasItem("the test's own code"));

        engine.as("analyst")
                .queryParam("integration", "appointments")
                .body(Map.of("reason", "as it was"))
                .post(path + "/reset")
                .then()
                .statusCode(200)
                .body("change.removed", equalTo(List.of("ZZ-NEW")));
        assertThat(listed(name).getString("version")).isEqualTo(before);
        engine.as("viewer").get("/api/tables/no-such-table").then().statusCode(404);
    }

    @Test
    void theWorklistOfATableWithoutUnmappedCodesIsEmpty() {
        engine.as("viewer")
                .get("/api/tables/gender/unmapped")
                .then()
                .statusCode(200)
                .body("items.code", org.hamcrest.Matchers.everyItem(nullValue()));
        engine.as("analyst")
                .body(Map.of("reason", "test"))
                .post("/api/tables/gender/unmapped/00000000-0000-7000-8000-000000000000/resolve")
                .then()
                .statusCode(404);
    }
}
