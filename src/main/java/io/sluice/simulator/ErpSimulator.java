package io.sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An ERP that takes {@code POST} and {@code PUT} on any path and honours {@code Idempotency-Key}: it applies a key
 * once, answers the same body again with the same answer, and refuses another body under that key with 422. A request
 * without a key is applied each time, as by any system that knows no keys.
 *
 * <pre>
 * GET    /erp/items/IT-1001, /erp/suppliers/S-1001, /erp/purchase-orders/n   what it keeps; POST to the last gives the number n
 * GET    /applied[?after=sequence&amp;limit=n]  what was applied, in that order
 * GET    /applied/summary                   counts
 * GET    /seen                              all keys that ever arrived, refused ones too
 * DELETE /applied                           forget everything
 * POST   /script                            faults to show, see {@link Rule}; GET and DELETE as well
 * POST   /remember                          JSON pointers of bodies, and {@code header:<name>}, to keep, for tests; off by default
 * </pre>
 */
public final class ErpSimulator implements Closeable {

    private static final String HEADER = "header:";

    private final InstantSource clock;
    private final ReceiptLog log;
    private final Script script = new Script();
    private final HttpDoor door;
    private final ErpRecords records = new ErpRecords();
    private final AtomicLong withoutKey = new AtomicLong();
    private volatile List<String> remember = List.of();

    /**
     * @param port 0 for any free one
     * @param journal file that keeps what was applied over a restart
     */
    public ErpSimulator(int port, Path journal, InstantSource clock) throws IOException {
        this.clock = clock;
        this.log = new ReceiptLog(new Journal(journal));
        this.door = new HttpDoor(port, script);
        door.on("/", this::request);
        door.on("/applied", this::applied);
        door.on("/applied/summary", exchange -> HttpDoor.answer(exchange, 200, Summary.of(log.seen())));
        door.on(
                "/seen",
                exchange -> HttpDoor.answer(
                        exchange, 200, log.seen().stream().map(ErpReceipt::of).toList()));
        door.on("/remember", this::remember);
        door.start();
    }

    /** {@code ErpSimulator <journal>}; port {@code SLUICE_ERP_PORT}, 8090 by default. */
    public static void main(String[] arguments) {
        SimulatorMain.run("Simulated ERP", () -> {
            int port = SimulatorMain.port("SLUICE_ERP_PORT", 8090);
            ErpSimulator erp = new ErpSimulator(port, Path.of(arguments[0]), InstantSource.system());
            return "http://127.0.0.1:" + erp.port();
        });
    }

    public int port() {
        return door.port();
    }

    /** How many requests have been applied; those that were repeated count once. */
    public long applied() {
        return log.count();
    }

    @Override
    public void close() throws IOException {
        door.close();
        log.close();
    }

    private void request(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (method.equals("GET")) {
            read(exchange);
            return;
        }
        if (!method.equals("POST") && !method.equals("PUT")) {
            HttpDoor.answer(exchange, 404, Map.of("error", "nothing here"));
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        String place = exchange.getRequestURI().getPath();
        Arrival arrival = Arrival.of(clock.instant(), key(exchange), place, body, remembered(exchange, body));
        Rule rule = script.next(place);
        if (rule.drop() == Rule.Drop.request) {
            log.note(arrival, Receipt.Outcome.DROPPED);
        } else if (refuses(rule)) {
            log.note(arrival, Receipt.Outcome.REFUSED);
            answer(exchange, rule, Integer.parseInt(rule.answer()), Map.of("error", "refused by script"));
        } else {
            apply(exchange, arrival, body, rule);
        }
    }

    private void apply(HttpExchange exchange, Arrival arrival, byte[] body, Rule rule) throws IOException {
        if (log.apply(arrival) == Receipt.Outcome.CONFLICT) {
            answer(exchange, rule, 422, Map.of("error", "another body was applied under this idempotency key"));
            return;
        }
        int status = rule.answer() == null ? 200 : Integer.parseInt(rule.answer());
        Receipt receipt = log.get(arrival.key());
        Object reply = arrival.place().equals(ErpRecords.ORDERS)
                ? records.order(receipt.sequence(), body)
                : new Applied(receipt.key(), receipt.sequence());
        answer(exchange, rule, status, reply);
    }

    private void read(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Rule rule = script.next(path);
        if (refuses(rule)) {
            answer(exchange, rule, Integer.parseInt(rule.answer()), Map.of("error", "refused by script"));
            return;
        }
        Optional<Object> record = records.find(path);
        answer(exchange, rule, record.isPresent() ? 200 : 404, record.orElse(Map.of("error", "nothing here")));
    }

    /** Returning without an answer makes the server close the connection. */
    private static void answer(HttpExchange exchange, Rule rule, int status, Object json) throws IOException {
        try {
            rule.delay();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        }
        if (rule.drop() == Rule.Drop.reply) {
            return;
        }
        if (rule.retryAfterSeconds() != null) {
            exchange.getResponseHeaders()
                    .set("Retry-After", rule.retryAfterSeconds().toString());
        }
        if (rule.drop() == Rule.Drop.after) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        HttpDoor.answer(exchange, status, json);
    }

    private static boolean refuses(Rule rule) {
        return rule.answer() != null && !rule.answer().startsWith("2");
    }

    private String key(HttpExchange exchange) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        return key != null ? key : "without-key-%s-%d".formatted(clock.instant(), withoutKey.incrementAndGet());
    }

    private Map<String, String> remembered(HttpExchange exchange, byte[] body) throws IOException {
        if (remember.isEmpty()) {
            return Map.of();
        }
        JsonNode tree = Json.MAPPER.readTree(body);
        Map<String, String> values = new TreeMap<>();
        for (String pointer : remember) {
            if (pointer.startsWith(HEADER)) {
                String value = exchange.getRequestHeaders().getFirst(pointer.substring(HEADER.length()));
                values.put(pointer, value == null ? "" : value);
                continue;
            }
            JsonNode value = tree.at(pointer);
            if (!value.isMissingNode()) {
                values.put(pointer, value.asText());
            }
        }
        return values;
    }

    private void remember(HttpExchange exchange) throws IOException {
        remember = HttpDoor.list(exchange, String.class);
        HttpDoor.noContent(exchange);
    }

    private void applied(HttpExchange exchange) throws IOException {
        HttpDoor.receipts(exchange, log, ErpReceipt::of);
    }

    /** The ordinary answer; the same each time for the same key. */
    private record Applied(String idempotencyKey, long sequence) {}
}
