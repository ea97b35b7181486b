package io.sluice.catalog;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is declared of a resource beside its shape: {@code x-sluice} of an OpenAPI file, where an operation's goes
 * before the document's.
 *
 * @param quota what each caller may ask of the integration
 * @param deprecation since when it should not be used any more (RFC 9745)
 * @param sunset when it ends (RFC 8594)
 * @param successor address of what takes its place
 * @param fallback how old the last answer may be that stands in when there is none; reads only
 * @param gives contract of what it answers, {@code inventory-item/1}
 * @param reads fields of it that a caller may read; the others do not leave
 * @param keys business key to the path of its value in what it gives
 */
public record ApiRules(
        Optional<Inflow> quota,
        Optional<LocalDate> deprecation,
        Optional<LocalDate> sunset,
        Optional<String> successor,
        Optional<Duration> fallback,
        Optional<String> gives,
        List<String> reads,
        Map<String, String> keys) {

    public static final ApiRules NONE = new ApiRules(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of());

    public ApiRules {
        reads = List.copyOf(reads);
        keys = Frozen.map(keys);
    }

    /** Entity of {@link #gives}. */
    public Optional<String> entity() {
        return gives.map(contract -> contract.substring(0, contract.indexOf('/')));
    }

    /** Version of {@link #gives}. */
    public Optional<String> version() {
        return gives.map(contract -> contract.substring(contract.indexOf('/') + 1));
    }
}
