package io.sluice.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/**
 * Refuses matrix parameters: {@code /api/messages;x=1} is another path for the rules of the HTTP layer and the same for
 * the resource behind them (CVE-2026-39852, not fixed in the Quarkus line in use). Runs before everything else; the
 * resources are guarded by annotation as well.
 */
@ApplicationScoped
public class PathGuard {

    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (ambiguous(context.request().uri())) {
                        context.response().setStatusCode(400).end();
                    } else {
                        context.next();
                    }
                },
                FIRST);
    }

    /** True when the path (not the query) has a semicolon, plain or encoded, however often. */
    static boolean ambiguous(String uri) {
        int query = uri.indexOf('?');
        String path = (query < 0 ? uri : uri.substring(0, query)).toLowerCase(Locale.ROOT);
        return path.indexOf(';') >= 0 || path.contains("%3b") || path.contains("%25");
    }
}
