package io.sluice.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Floor of REST: Camel's netty-http, a parse, one INSERT and commit, 202. Arguments: port, JDBC URL. */
public final class BookingsFloor {

    private BookingsFloor() {}

    public static void main(String[] arguments) throws Exception {
        PlainInsert ledger = new PlainInsert(arguments[1]);
        Floor.run(
                "netty-http:http://127.0.0.1:" + arguments[0] + "/appointments",
                route -> route.process(exchange -> {
                    byte[] body = exchange.getMessage().getBody(byte[].class);
                    Map<?, ?> booking = (Map<?, ?>) JsonataStep.tree(body);
                    ledger.store((String) booking.get("id"), "booking", new String(body, StandardCharsets.UTF_8));
                    exchange.getMessage().setBody(null);
                    exchange.getMessage().setHeader("CamelHttpResponseCode", 202);
                }));
    }
}
