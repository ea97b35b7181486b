package io.sluice.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * HTTP on loopback for one simulator. Every simulator has {@code GET, POST, DELETE /script}. The server of the JDK: it
 * shares two cores with the engine, and costs less than half of an event loop here, and a thread per request lets a
 * slow path be slow without delaying the others.
 */
final class HttpDoor implements Closeable {

    private final HttpServer server;

    /** @param port 0 for any free one */
    HttpDoor(int port, Script script) throws IOException {
        // Without it each small answer waits up to 40 ms for an acknowledgement of the first packet.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = bind(port);
        server.setExecutor(Executors.newCachedThreadPool());
        on("/script", exchange -> script(exchange, script));
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        } catch (BindException taken) {
            throw new IOException("Port " + port + " is taken.", taken);
        }
    }

    /** Handles a path and all below it. A handler that returns without an answer cuts the connection. */
    void on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handleOrExplain(handler, exchange);
            }
        });
    }

    private static void handleOrExplain(HttpHandler handler, HttpExchange exchange) throws IOException {
        try {
            handler.handle(exchange);
        } catch (JsonProcessingException notOurs) {
            // Only the place: the text itself may be of a patient.
            var at = notOurs.getLocation();
            String where = at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr();
            answer(exchange, 400, Map.of("error", "not the expected JSON" + where));
        } catch (NumberFormatException notANumber) {
            answer(exchange, 400, Map.of("error", "not a number in the query"));
        }
    }

    void start() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static void answer(HttpExchange exchange, int status, Object json) throws IOException {
        byte[] body = json instanceof byte[] ready ? ready : Json.MAPPER.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    static void noContent(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
    }

    static void methodNotAllowed(HttpExchange exchange) throws IOException {
        answer(exchange, 405, Map.of("error", "method not allowed"));
    }

    /** {@code a=1&b=2}; the last one wins. */
    static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : Stream.of(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(
                                pair -> pair[0], pair -> pair.length == 2 ? pair[1] : "", (one, other) -> other));
    }

    static <T> List<T> list(HttpExchange exchange, Class<T> type) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        return Json.MAPPER.readerForListOf(type).readValue(new String(body, StandardCharsets.UTF_8));
    }

    /** {@code GET} lists what was applied, after a sequence and up to a limit; {@code DELETE} forgets everything. */
    static void receipts(HttpExchange exchange, ReceiptLog log, Function<Receipt, Object> words) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            log.clear();
            noContent(exchange);
            return;
        }
        Map<String, String> query = query(exchange);
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", String.valueOf(Integer.MAX_VALUE)));
        answer(exchange, 200, log.applied(after, limit).stream().map(words).toList());
    }

    private static void script(HttpExchange exchange, Script script) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> answer(exchange, 200, script.rules());
            case "POST" -> {
                script.add(list(exchange, Rule.class));
                answer(exchange, 200, script.rules());
            }
            case "DELETE" -> {
                script.clear();
                noContent(exchange);
            }
            default -> methodNotAllowed(exchange);
        }
    }
}
