package io.sluice.receive;

import io.sluice.catalog.Duplicates;
import io.sluice.catalog.Integration;
import io.sluice.format.hl7.Hl7Digest;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.hl7.Hl7Path;
import io.sluice.format.hl7.Hl7Value;
import io.sluice.ledger.Arrival.DuplicateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of an HL7 v2 message that an integration has named: {@code fields}, {@code orderBy}, {@code businessKeys} and
 * {@code duplicates}. Compiled once for each snapshot of the catalogue. A name that is not one of {@code fields} is a path.
 */
public final class Fields {

    private record Named(String name, Hl7Path path) {}

    /** Cannot stand in HL7 text unescaped, so the joined values of two different keys are never the same. */
    private static final char UNIT_SEPARATOR = '\u001F';

    private final Named[] fields;
    private final Named[] businessKeys;
    private final Hl7Path[] orderBy;
    private final Hl7Path[] duplicateKey;
    private final List<Hl7Path> ignored;
    private final Duplicates duplicates;

    private Fields(Integration integration) {
        fields = integration.fields().entrySet().stream()
                .map(field -> new Named(field.getKey(), Hl7Path.of(field.getValue())))
                .toArray(Named[]::new);
        businessKeys = integration.businessKeys().stream()
                .map(name -> new Named(name, path(integration, name)))
                .toArray(Named[]::new);
        orderBy = paths(integration, integration.orderBy()).toArray(Hl7Path[]::new);
        duplicates = integration.duplicates().orElse(null);
        duplicateKey = paths(integration, duplicates == null ? List.of() : duplicates.key()).toArray(Hl7Path[]::new);
        ignored = paths(integration, duplicates == null ? List.of() : duplicates.ignore());
    }

    /** @throws io.sluice.message.ProblemException for a path that cannot be read, which the catalogue refuses before */
    public static Fields of(Integration integration) {
        return new Fields(integration);
    }

    private static List<Hl7Path> paths(Integration integration, List<String> names) {
        return names.stream().map(name -> path(integration, name)).toList();
    }

    private static Hl7Path path(Integration integration, String nameOrPath) {
        return Hl7Path.of(integration.fields().getOrDefault(nameOrPath, nameOrPath));
    }

    /** The {@code fields} that have a value, for the headers of a run. Content of the message: not for logs. */
    public Map<String, String> values(Hl7Message message) {
        return read(fields, message);
    }

    Map<String, String> keys(Hl7Message message) {
        return read(businessKeys, message);
    }

    /** The values of the order keys, each once; keys without a value put the message into no lane. */
    List<String> lanes(Hl7Message message) {
        if (orderBy.length == 0) {
            return List.of();
        }
        List<String> lanes = new ArrayList<>(orderBy.length);
        for (Hl7Path path : orderBy) {
            if (message.lookup(path) instanceof Hl7Value.Text text && !lanes.contains(text.value())) {
                lanes.add(text.value());
            }
        }
        return lanes;
    }

    /** How a repetition of this message is recognised; null when the integration declares nothing or no value is there. */
    DuplicateKey duplicate(Hl7Message message) {
        if (duplicates == null) {
            return null;
        }
        StringBuilder key = new StringBuilder(64);
        boolean any = false;
        for (Hl7Path path : duplicateKey) {
            if (message.lookup(path) instanceof Hl7Value.Text text) {
                key.append(text.value());
                any = true;
            }
            key.append(UNIT_SEPARATOR);
        }
        return any ? new DuplicateKey(key.toString(), Hl7Digest.sha256(message, ignored), duplicates.window()) : null;
    }

    private static Map<String, String> read(Named[] places, Hl7Message message) {
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(places.length);
        for (Named place : places) {
            if (message.lookup(place.path()) instanceof Hl7Value.Text text) {
                values.put(place.name(), text.value());
            }
        }
        return values;
    }
}
