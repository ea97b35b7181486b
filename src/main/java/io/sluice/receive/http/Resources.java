package io.sluice.receive.http;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.Integration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a listener offers, by one snapshot of the catalogue. */
final class Resources {

    /** What was found at a path. */
    sealed interface Found {}

    /** @param variables what stands in the path where the operation has names in braces */
    record One(Integration integration, HttpOperation operation, Map<String, String> variables) implements Found {}

    /** The path is there, the method is not. */
    record Others(Set<String> methods) implements Found {}

    /** Nothing at this path. */
    record None() implements Found {}

    private record Offer(Integration integration, HttpOperation operation) {}

    private final List<Offer> offers = new ArrayList<>();

    Resources(Catalog catalog, String listener) {
        catalog.integrations().values().stream()
                .filter(integration -> integration.receives(listener))
                .forEach(integration ->
                        integration.operations().forEach(one -> offers.add(new Offer(integration, one))));
    }

    Found find(String method, List<String> segments) {
        Set<String> methods = new TreeSet<>();
        for (Offer offer : offers) {
            Optional<Map<String, String>> variables = offer.operation().match(segments);
            if (variables.isPresent() && offer.operation().method().equals(method)) {
                return new One(offer.integration(), offer.operation(), variables.get());
            }
            variables.ifPresent(found -> methods.add(offer.operation().method()));
        }
        return methods.isEmpty() ? new None() : new Others(methods);
    }
}
