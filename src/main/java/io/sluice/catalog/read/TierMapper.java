package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.Control;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.FailModes;
import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.Tier;
import io.sluice.catalog.Word;
import java.util.EnumMap;

/** A tier from JSON that has passed its schema. */
final class TierMapper {

    /** Spreads listed waits a little too: what failed together should not come back together. */
    private static final double LISTED_JITTER = 0.1;

    private TierMapper() {}

    static Tier map(int number, JsonNode node) {
        var escalation = node.get("escalation");
        return new Tier(
                number,
                node.get("name").textValue(),
                node.get("description").textValue(),
                retries(node.get("retries")),
                Values.breaker(node).orElseThrow(),
                node.get("orderStrict").booleanValue(),
                failModes(node.get("failMode")),
                new Tier.Escalation(
                        Values.duration(escalation.get("after")),
                        escalation.get("to").textValue()),
                Values.duration(node.get("retention")));
    }

    private static FailModes failModes(JsonNode node) {
        if (node.isTextual()) {
            return FailModes.of(Word.of(FailMode.class, node.textValue()));
        }
        var modes = new EnumMap<Control, FailMode>(Control.class);
        node.properties()
                .forEach(e -> modes.put(
                        Word.of(Control.class, e.getKey()),
                        Word.of(FailMode.class, e.getValue().textValue())));
        return new FailModes(modes);
    }

    private static RetrySchedule retries(JsonNode node) {
        if (node.isArray()) {
            return new RetrySchedule.Listed(
                    node.valueStream().map(Values::duration).toList(), LISTED_JITTER);
        }
        return new RetrySchedule.Growing(
                Values.duration(node.get("first")),
                node.get("factor").doubleValue(),
                Values.duration(node.get("max")),
                node.get("jitter").doubleValue(),
                node.get("attempts").intValue(),
                Values.duration(node.get("for")));
    }
}
