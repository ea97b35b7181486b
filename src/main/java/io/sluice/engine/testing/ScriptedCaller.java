package io.sluice.engine.testing;

import io.sluice.format.json.Json;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult.NewDelivery;
import io.sluice.send.CallFailed;
import io.sluice.send.Caller;
import io.sluice.send.DeliveryMeta;
import io.sluice.send.SendProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers the calls of a run with the replies that a test gives, and keeps what was asked. */
final class ScriptedCaller implements Caller {

    private final List<IntegrationTest.Reply> left = new ArrayList<>();
    private final List<Map<String, Object>> made = new ArrayList<>();
    private TestFile file;

    void script(TestFile test) {
        file = test;
        left.clear();
        left.addAll(test.test().given().replies());
        made.clear();
    }

    List<Map<String, Object>> made() {
        return List.copyOf(made);
    }

    /** Whether the test says that the endpoint is not to be reached. */
    boolean away(String endpoint) {
        return file != null && file.test().given().away().contains(endpoint);
    }

    /** As {@code expect.calls} describes it. */
    static Map<String, Object> tree(String to, String path, Object body) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("to", to);
        if (path != null) {
            tree.put("path", path);
        }
        if (body != null) {
            tree.put("body", body);
        }
        return tree;
    }

    @Override
    public Reply call(ReadyRun run, NewDelivery request, Conditions conditions) {
        if (away(request.endpoint())) {
            throw new CallFailed(SendProblem.BREAKER_OPEN, "", false);
        }
        byte[] body = request.body();
        made.add(tree(
                request.endpoint(),
                request.meta().get(DeliveryMeta.PATH),
                body.length == 0 ? null : request.contentType().contains("json") ? Json.read(body) : text(body)));
        IntegrationTest.Reply reply = left.stream()
                .filter(one -> one.to().equals(request.endpoint()))
                .findFirst()
                .orElseThrow(() -> new CallFailed(SendProblem.UNREACHABLE, "", false));
        left.remove(reply);
        int status = reply.status() == null ? 200 : reply.status();
        if (status / 100 != 2 && !conditions.answers().contains(status)) {
            SendProblem problem = status / 100 == 4 ? SendProblem.REFUSED : SendProblem.SERVER_ERROR;
            throw new CallFailed(problem, "status " + status, false);
        }
        return new Reply(status, bytes(reply));
    }

    private byte[] bytes(IntegrationTest.Reply reply) {
        if (reply.file() != null) {
            return file.file(reply.file());
        }
        return reply.data() != null
                ? Json.write(reply.data())
                : reply.text() == null ? new byte[0] : reply.text().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
