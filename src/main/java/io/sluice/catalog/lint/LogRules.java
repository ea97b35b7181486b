package io.sluice.catalog.lint;

import io.sluice.catalog.Sensitivity;
import java.util.Map;

/**
 * Which headers a log line may show.
 *
 * @param sensitivity of the integration
 * @param fields its declared fields, name to path
 */
public record LogRules(Sensitivity sensitivity, Map<String, String> fields) {

    public LogRules {
        fields = Map.copyOf(fields);
    }

    /** For an integration that did not say it: as for PHI. */
    public static final LogRules STRICT = new LogRules(Sensitivity.PHI, Map.of());

    /**
     * Headers of the engine always; in public and internal integrations every header; elsewhere only fields of the HL7
     * message header (MSH), which tell about the message and not about a person.
     */
    boolean allows(String header) {
        return EngineHeaders.ALL.contains(header)
                || sensitivity.compareTo(Sensitivity.INTERNAL) <= 0
                || fields.getOrDefault(header, "").startsWith("MSH-");
    }
}
