package io.sluice.receive.http;

import io.sluice.catalog.ApiRules;
import io.vertx.core.http.HttpServerResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What every answer of an operation says about the operation itself. */
final class ApiHeaders {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private ApiHeaders() {}

    /**
     * {@code Deprecation} is a date of RFC 9651 (RFC 9745 section 2.1), {@code Sunset} one of RFC 9110 (RFC 8594
     * section 3).
     */
    static void put(ApiRules rules, HttpServerResponse response) {
        rules.deprecation().ifPresent(date -> response.putHeader("Deprecation", "@" + midnight(date)));
        rules.sunset()
                .ifPresent(date -> response.putHeader("Sunset", HTTP_DATE.format(date.atStartOfDay(ZoneOffset.UTC))));
        rules.successor()
                .ifPresent(address -> response.putHeader("Link", "<" + address + ">; rel=\"successor-version\""));
    }

    private static long midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
