package io.sluice.contract;

/** Small contract files for tests. */
final class Yaml {

    private Yaml() {}

    /** A contract 1.0.0 with the given lines below {@code properties:}, each indented by six. */
    static String contract(String entity, String properties) {
        return contract(entity, "1.0.0", properties, "");
    }

    static String contract(String entity, String version, String properties, String quality) {
        return """
                apiVersion: v3.1.0
                kind: DataContract
                id: test
                version: %s
                status: active
                team: {name: Test}
                schema:
                  - name: %s
                    quality: [%s]
                    properties:
                %s""".formatted(version, entity, quality, properties);
    }
}
