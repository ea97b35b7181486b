package io.sluice.receive;

import io.sluice.catalog.Duplicates;
import io.sluice.catalog.Integration;
import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.Place;
import io.sluice.ledger.Arrival.DuplicateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places of a message that an integration has named: {@code fields}, {@code orderBy}, {@code businessKeys} and
 * {@code duplicates}, in the paths of its format. Compiled once for each snapshot of the catalogue. A name that is not
 * one of {@code fields} is a path.
 */
public final class Fields {

    private record Named(String name, Place place) {}

    /** Stands in no HL7 text unescaped and in no key that people write, so the joined values of two keys differ. */
    private static final char UNIT_SEPARATOR = '\u001F';

    private final Format format;
    private final Named[] fields;
    private final Named[] businessKeys;
    private final Place[] orderBy;
    private final Place[] duplicateKey;
    private final List<Place> ignored;
    private final Duplicates duplicates;

    private Fields(Integration integration) {
        format = Format.of(integration.format()).orElseThrow();
        fields = integration.fields().entrySet().stream()
                .map(field -> new Named(field.getKey(), format.place(field.getValue())))
                .toArray(Named[]::new);
        businessKeys = integration.businessKeys().stream()
                .map(name -> new Named(name, place(integration, name)))
                .toArray(Named[]::new);
        orderBy = places(integration, integration.orderBy()).toArray(Place[]::new);
        duplicates = integration.duplicates().orElse(null);
        duplicateKey = places(integration, duplicates == null ? List.of() : duplicates.key())
                .toArray(Place[]::new);
        ignored = places(integration, duplicates == null ? List.of() : duplicates.ignore());
    }

    /** @throws io.sluice.message.ProblemException for a path that cannot be read, which the catalogue refuses before */
    public static Fields of(Integration integration) {
        return new Fields(integration);
    }

    private List<Place> places(Integration integration, List<String> names) {
        return names.stream().map(name -> place(integration, name)).toList();
    }

    private Place place(Integration integration, String nameOrPath) {
        return format.place(integration.fields().getOrDefault(nameOrPath, nameOrPath));
    }

    /** The {@code fields} that have a value, for the headers of a run. Content of the message: not for logs. */
    public Map<String, String> values(Content content) {
        return read(fields, content);
    }

    Map<String, String> keys(Content content) {
        return read(businessKeys, content);
    }

    /** The values of the order keys, each once; keys without a value put the message into no lane. */
    List<String> lanes(Content content) {
        if (orderBy.length == 0) {
            return List.of();
        }
        List<String> lanes = new ArrayList<>(orderBy.length);
        for (Place place : orderBy) {
            Optional<String> value = place.in(content);
            if (value.isPresent() && !lanes.contains(value.get())) {
                lanes.add(value.get());
            }
        }
        return lanes;
    }

    /**
     * How a repetition of this message is recognised; null when the integration declares nothing or no value is there.
     */
    DuplicateKey duplicate(Content content) {
        if (duplicates == null) {
            return null;
        }
        StringBuilder key = new StringBuilder(64);
        boolean any = false;
        for (Place place : duplicateKey) {
            Optional<String> value = place.in(content);
            if (value.isPresent()) {
                key.append(value.get());
                any = true;
            }
            key.append(UNIT_SEPARATOR);
        }
        return any ? new DuplicateKey(key.toString(), content.digest(ignored), duplicates.window()) : null;
    }

    private static Map<String, String> read(Named[] places, Content content) {
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(places.length);
        for (Named named : places) {
            named.place().in(content).ifPresent(value -> values.put(named.name(), value));
        }
        return values;
    }
}
