package io.sluice.map;

import io.sluice.format.Format;
import java.util.Set;

/**
 * How the result of a mapping is finished.
 *
 * @param output the format of the bytes
 * @param shaping arrays, and what becomes of empty values
 * @param limits of one evaluation
 */
public record MapOptions(Format output, Shaping shaping, MapLimits limits) {

    /** JSON, empty values left out, the usual limits. */
    public static final MapOptions JSON = new MapOptions(Format.JSON, Shaping.of(Set.of()), MapLimits.DEFAULT);

    /** HL7 v2 as mapped. */
    public static final MapOptions HL7V2 = new MapOptions(Format.HL7V2, Shaping.asMapped(), MapLimits.DEFAULT);

    public MapOptions withShaping(Shaping other) {
        return new MapOptions(output, other, limits);
    }

    public MapOptions withLimits(MapLimits other) {
        return new MapOptions(output, shaping, other);
    }
}
