package io.sluice.engine.testing;

import io.sluice.format.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The request that a test makes: {@code POST} with JSON, unless it says otherwise. */
record RequestOfATest(String method, String path, Map<String, String> headers, byte[] body) {

    static RequestOfATest of(TestFile file) {
        IntegrationTest.Request given = file.test().given().request();
        byte[] body = body(file, given);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(given.headers());
        if (body.length > 0) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        return new RequestOfATest(given.method() == null ? "POST" : given.method(), given.path(), headers, body);
    }

    private static byte[] body(TestFile file, IntegrationTest.Request given) {
        if (given.file() != null) {
            return file.file(given.file());
        }
        return given.data() != null
                ? Json.write(given.data())
                : given.text() != null ? given.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
}
