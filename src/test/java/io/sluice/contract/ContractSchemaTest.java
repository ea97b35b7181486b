package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;

class ContractSchemaTest {

    @Test
    void theServedSchemaDecidesLikeTheCheckAndNamesClassifications() {
        var schema = ContractSchema.of(ShippedContracts.read("patient"));
        assertThat(schema.at("/properties/birthDate/x-classification").asText()).isEqualTo("phi.demographic");
        assertThat(schema.at("/$id").asText()).isEqualTo("urn:sluice:contract:patient:1.0.0");

        var compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        assertThat(compiled.validate(SamplePatient.tree())).isEmpty();
        assertThat(compiled.validate(SamplePatient.tree().put("deceasedDateTime", "2024")))
                .hasSize(1);
        assertThat(compiled.validate(SamplePatient.tree().put("nickname", "x"))).hasSize(1);
    }
}
