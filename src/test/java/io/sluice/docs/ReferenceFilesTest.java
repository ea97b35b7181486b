package io.sluice.docs;

import io.sluice.catalog.schema.SchemaReference;
import io.sluice.catalog.schema.Schemas;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference of all files is made of their schemas. */
class ReferenceFilesTest {

    private static final String HEAD = """
            # Files and their keys

            Every key of every file that is written for Sluice. `./sluice schema` writes the same for editors: completion, explanation and
            checks while typing. `./sluice validate` checks it with file and line. What belongs together is explained in
            [integrations.md](integrations.md); tests have a page of their own, [reference-tests.md](reference-tests.md).

            `<name>` stands for a name that you choose, `[]` for each item of a list. A value `${NAME}` or `${NAME:default}` in a file of a
            system or an environment is taken from an environment variable.

            This page is generated from the schemas.

            """;

    @Test
    void thePageIsWhatTheSchemasSay() {
        String body = Schemas.NAMES.stream().map(SchemaReference::markdown).collect(Collectors.joining("\n"));

        Pages.isCurrent("docs/reference-files.md", HEAD + body);
    }
}
